import { isRecord, type JsonRecord } from './record.ts';

/**
 * From raw bytes to the JSON object that Slack meant: events come as JSON, commands as a form, everything else as JSON in
 * the `payload` field of a form. What comes out holds no NUL and no lone surrogate, because PostgreSQL stores neither.
 */
export type Payload = JsonRecord;

const PAYLOAD = 'payload=';

export function readPayload(contentType: string | undefined, body: Buffer): Payload | undefined {
  const text = body.toString('utf8');
  switch (mediaType(contentType)) {
    case 'application/json':
      return jsonObject(text);
    case 'application/x-www-form-urlencoded':
      return formObject(text);
    default:
      return undefined;
  }
}

/** The same for what a socket has parsed already. */
export function cleanPayload(parsed: unknown): Payload | undefined {
  try {
    return isRecord(parsed) ? (storable(parsed) as Payload) : undefined;
  } catch {
    return undefined;
  }
}

/** Slack asks now and then whether our TLS works, without signing; nothing but that question may be in such a form. */
export function isBareSslCheck(payload: Payload): boolean {
  return payload['ssl_check'] === '1' && Object.keys(payload).every((key) => key === 'ssl_check' || key === 'token');
}

/** `application/json; charset=utf-8` → `application/json`; any other charset is not read at all. */
function mediaType(contentType = ''): string | undefined {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const strange = parameters.some((parameter) => {
    const [name = '', value = ''] = parameter.split('=');
    return name.trim() === 'charset' && !/^"?utf-?8"?$/.test(value.trim());
  });
  return strange ? undefined : type.trim();
}

function formObject(text: string): Payload | undefined {
  // The usual case is decoded natively, several times faster than as a form.
  if (text.startsWith(PAYLOAD) && !text.includes('&')) return jsonObject(decoded(text.slice(PAYLOAD.length)));
  const fields = Object.fromEntries(new URLSearchParams(text));
  return UNSTORABLE_TEXT.test(text) ? (storable(fields) as Payload) : fields;
}

/** Empty when it is badly encoded. */
function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

function jsonObject(text: string): Payload | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) return undefined;
    return UNSTORABLE_JSON.test(text) ? (storable(parsed) as Payload) : parsed;
  } catch {
    return undefined;
  }
}

/** A quick look at the bytes decides whether the slow walk is needed: it hits escaped emoji too, which do no harm. */
const UNSTORABLE_JSON = /\\u(?:0000|d[89a-f])/i;
const UNSTORABLE_TEXT = /%00|\0/;
const LONE_SURROGATE = /\p{Cs}/gu;

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(LONE_SURROGATE, '\uFFFD');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]));
}
