/** Files for a form: chosen or dropped, taken up by the workspace at once, sent with the form. */
import type { FileInput } from '@slack/types';
import { useRef, useState } from 'preact/hooks';
import { MOST_FILES } from '../../protocol.ts';
import { ariaOf, type ElementProps, useField } from '../blocks/surface.ts';
import { upload } from '../state/upload.ts';
import { useWorkspace } from '../state/workspace.ts';
import { sizeInWords } from '../text/file-size.ts';
import { Icon } from './icon.tsx';

/** What Slack keeps of a file in a form's state; it holds more than the page looks at. */
interface TakenFile {
  id: string;
  name: string;
  size: number;
}

export function FileField(props: ElementProps<FileInput>) {
  const { element, blockId } = props;
  const [value, change] = useField(props);
  const workspace = useWorkspace();
  const chooser = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const taken = (value['files'] as TakenFile[] | null) ?? [];
  const most = element.max_files ?? MOST_FILES;

  const what = most > 1 ? 'files' : 'a file';

  const take = async (files: File[]) => {
    const wrong = wrongWith(files, element.filetypes, most - taken.length);
    setProblem(wrong);
    if (wrong) return;
    setBusy(true);
    const added: TakenFile[] = [];
    for (const file of files) {
      const answer = await upload(workspace, file);
      if (answer.ok && answer.file) added.push(answer.file as unknown as TakenFile);
      if (!answer.ok) setProblem(answer.error);
    }
    setBusy(false);
    change({ files: [...taken, ...added] });
  };
  return (
    <div
      class="file-input"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <input
        {...ariaOf(props)}
        ref={chooser}
        id={`field-${blockId}`}
        type="file"
        class="file-chooser"
        multiple={most > 1}
        accept={element.filetypes?.map((type) => `.${type}`).join(',')}
        disabled={isBusy || taken.length >= most}
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <button type="button" class="button" disabled={taken.length >= most} onClick={() => chooser.current?.click()}>
        <Icon name="upload" size={15} /> {isBusy ? 'Uploading…' : `Upload ${what}`}
      </button>
      <span class="input-hint">or drop {what === 'files' ? what : 'it'} here</span>
      <TakenFiles files={taken} onRemove={(id) => change({ files: taken.filter((file) => file.id !== id) })} />
      {problem && (
        <p class="input-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function TakenFiles({ files, onRemove }: { files: TakenFile[]; onRemove: (id: string) => void }) {
  return (
    <ul class="taken-files">
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="file" size={16} /> <b>{file.name}</b> <span class="input-hint">{sizeInWords(file.size)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={`Remove ${file.name}`}
            onClick={() => onRemove(file.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function wrongWith(files: File[], types: string[] | undefined, room: number): string | null {
  if (files.length > room) return `You can add ${room} more ${room === 1 ? 'file' : 'files'}.`;
  const stranger = files.find((file) => types && !types.includes(file.name.split('.').at(-1)?.toLowerCase() ?? ''));
  return stranger ? `${stranger.name} is not one of these types: ${types?.join(', ')}.` : null;
}
