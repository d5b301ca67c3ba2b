/** A file that lives elsewhere; the workspace knows no more of it than its id. */
import { Icon } from '../elements/icon.tsx';

export function RemoteFile({ id }: { id: string }) {
  return (
    <div class="file">
      <div class="file-head">
        <span class="file-icon is-remote">
          <Icon name="file" />
        </span>
        <span class="file-name">
          <b>A file from elsewhere</b>
          <span>{id}</span>
        </span>
      </div>
    </div>
  );
}
