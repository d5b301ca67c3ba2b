/** The files that will go with the message, each with a way to take it out again. */
import { Icon } from '../elements/icon.tsx';
import { sizeInWords } from '../text/file-size.ts';

interface AttachedFilesProps {
  files: readonly File[];
  onRemove: (file: File) => void;
}

export function AttachedFiles({ files, onRemove }: AttachedFilesProps) {
  const names = files.map(({ name }) => name).join(', ');
  return (
    <>
      <span class="unseen" role="status">
        {files.length > 0 && `${files.length === 1 ? '1 file' : `${files.length} files`} to send: ${names}`}
      </span>
      {files.length > 0 && (
        <ul class="attached-files" aria-label="Files to send">
          {files.map((file, index) => (
            <li key={`${index} ${file.name}`} title={file.name}>
              <Icon name="file" size={16} />
              <b>{file.name}</b>
              <span>{sizeInWords(file.size)}</span>
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove ${file.name}`}
                title="Remove"
                onClick={() => onRemove(file)}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
