/** A picture that opens large in a lightbox. */
import { useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

interface PictureProps {
  source: string;
  description: string;
  name: string;
}

export function Picture({ source, description, name }: PictureProps) {
  const box = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        class="picture"
        aria-label={`Open ${description || name}`}
        onClick={() => box.current?.showModal()}
      >
        <img src={source} alt={description} />
      </button>
      <dialog
        ref={box}
        class="lightbox"
        aria-label={name || description}
        onClick={(event) => event.target === box.current && box.current?.close()}
      >
        <header>
          <b>{name}</b>
          <a class="icon-button" href={source} download aria-label="Download">
            <Icon name="download" />
          </a>
          <button type="button" class="icon-button" aria-label="Close picture" onClick={() => box.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <img src={source} alt={description} />
      </dialog>
    </>
  );
}
