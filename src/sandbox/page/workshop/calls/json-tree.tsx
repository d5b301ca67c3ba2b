/** A payload to read: indented, lists and objects fold, and what was refused is marked with the reason beside it. */
import { useState } from 'preact/hooks';
import { pointerTo } from './pointer.ts';

interface JsonTreeProps {
  value: unknown;
  /** Pointer → what is wrong there. */
  marks: ReadonlyMap<string, string[]>;
}

/** Deeper than this things start folded, unless something in them is marked. */
const OPEN_DEPTH = 4;
/** Longer lists start folded below the top. */
const OPEN_ITEMS = 20;

export function JsonTree({ value, marks }: JsonTreeProps) {
  return (
    <div class="json" translate={false}>
      <JsonNode value={value} pointer="" depth={0} isLast marks={marks} />
    </div>
  );
}

interface JsonNodeProps extends JsonTreeProps {
  pointer: string;
  depth: number;
  isLast: boolean;
  name?: string;
}

function JsonNode(props: JsonNodeProps) {
  const { value, pointer, marks, isLast, name } = props;
  const reasons = marks.get(pointer);
  const label = name === undefined ? '' : `${JSON.stringify(name)}: `;
  const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return (
    <div class={`json-node ${reasons ? 'is-marked' : ''}`} data-pointer={pointer}>
      {isBranch ? (
        <JsonBranch {...props} label={label} />
      ) : (
        <div class="json-line">
          <span class="json-key">{label}</span>
          <JsonLeaf value={value} />
          {isLast ? '' : ','}
        </div>
      )}
      {reasons?.map((reason) => (
        <p key={reason} class="json-reason">
          ↑ {reason}
        </p>
      ))}
    </div>
  );
}

function JsonBranch({ value, pointer, depth, marks, isLast, label }: JsonNodeProps & { label: string }) {
  const entries = Object.entries(value as object);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const hasMark = [...marks.keys()].some((mark) => mark.startsWith(`${pointer}/`));
  const [isOpen, setOpen] = useState(hasMark || (depth < OPEN_DEPTH && (depth < 2 || entries.length <= OPEN_ITEMS)));
  const comma = isLast ? '' : ',';
  return (
    <>
      <button type="button" class="json-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="json-mark" aria-hidden="true" />
        <span class="json-key">{label}</span>
        {open}
        {!isOpen && (
          <span class="json-hidden">
            {summary(value as object)} {close}
            {comma}
          </span>
        )}
      </button>
      {isOpen && (
        <>
          <div class="json-inside">
            {entries.map(([name, child], index) => (
              <JsonNode
                key={name}
                value={child}
                {...(isList ? {} : { name })}
                pointer={pointerTo(pointer, name)}
                depth={depth + 1}
                isLast={index === entries.length - 1}
                marks={marks}
              />
            ))}
          </div>
          <div class="json-line">
            {close}
            {comma}
          </div>
        </>
      )}
    </>
  );
}

/** What one would see of something folded: "type: section, 3 more". */
function summary(value: object): string {
  const count = Object.keys(value).length;
  if (Array.isArray(value)) return count === 1 ? '1 item' : `${count} items`;
  const { type } = value as { type?: unknown };
  return typeof type === 'string' ? `${type} …` : `${count} ${count === 1 ? 'field' : 'fields'}`;
}

function JsonLeaf({ value }: { value: unknown }) {
  if (value === undefined) return <span class="json-nothing">nothing</span>;
  return <span class={`json-${value === null ? 'nothing' : typeof value}`}>{JSON.stringify(value)}</span>;
}
