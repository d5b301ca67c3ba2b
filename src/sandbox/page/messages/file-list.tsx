/** Files of a message: pictures shown, others as a card with the first lines. */
import type { FileState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { Picture } from '../elements/picture.tsx';
import { sizeInWords } from '../text/file-size.ts';
import { safeUrl } from '../text/safe-url.ts';

const PREVIEW_LINES = 6;

export function FileList({ files }: { files: FileState[] }) {
  return (
    <div class="files">
      {files.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
    </div>
  );
}

function FileView({ file }: { file: FileState }) {
  const href = safeUrl(file.url) ?? '#';
  if (file.mimetype.startsWith('image/')) {
    return (
      <figure class="image-block">
        <figcaption>
          {file.title || file.name} <span class="input-hint">{aboutFile(file)}</span>
        </figcaption>
        <Picture source={href} description={file.title || file.name} name={file.name} />
      </figure>
    );
  }
  return (
    <div class="file">
      <a class="file-head" href={href} download={file.name}>
        <span class="file-icon" aria-hidden="true">
          {extension(file.name)}
        </span>
        <span class="file-name">
          <b>{file.title || file.name}</b>
          <span>{aboutFile(file)}</span>
        </span>
        <span class="file-get">
          <Icon name="download" label="Download" />
        </span>
      </a>
      {file.text && <pre>{file.text.split('\n').slice(0, PREVIEW_LINES).join('\n')}</pre>}
    </div>
  );
}

/** Its type and size, after its name where the title is another. */
function aboutFile({ name, title, kind, size }: FileState): string {
  return [...(title && title !== name ? [name] : []), kind, sizeInWords(size)].join(' · ');
}

function extension(name: string): string {
  const ending = name.split('.').at(-1) ?? '';
  return ending.length <= 4 && ending !== name ? ending.toUpperCase() : 'FILE';
}
