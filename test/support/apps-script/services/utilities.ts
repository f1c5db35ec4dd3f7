import { createHash, randomUUID } from 'node:crypto';
import type { EnumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import { wallDateIn } from '../model/dates.ts';
import { MONTHS } from '../model/format.ts';
import { Service } from '../strict.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const offset = (ms: number, zone: string): string => {
  const minutes = Math.round((wallDateIn(ms, zone).getTime() - ms) / 60_000);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
};

/** Java's SimpleDateFormat, as Utilities.formatDate has it, for the letters y M d H h m s S E a u Z X. */
const formatDate = (ms: number, zone: string, pattern: string): string => {
  let at: Date;
  try {
    at = wallDateIn(ms, zone);
  } catch {
    throw new ScriptException(`Invalid time zone: ${zone}`);
  }
  const fields: Readonly<Record<string, (width: number) => string | number>> = {
    y: (n) => (n === 2 ? String(at.getUTCFullYear()).slice(-2) : at.getUTCFullYear()),
    M: (n) =>
      n > 3 ? MONTHS[at.getUTCMonth()]! : n === 3 ? MONTHS[at.getUTCMonth()]!.slice(0, 3) : at.getUTCMonth() + 1,
    d: () => at.getUTCDate(),
    H: () => at.getUTCHours(),
    h: () => at.getUTCHours() % 12 || 12,
    m: () => at.getUTCMinutes(),
    s: () => at.getUTCSeconds(),
    S: () => at.getUTCMilliseconds(),
    E: (n) => (n > 3 ? DAYS[at.getUTCDay()]! : DAYS[at.getUTCDay()]!.slice(0, 3)),
    a: () => (at.getUTCHours() < 12 ? 'AM' : 'PM'),
    u: () => at.getUTCDay() || 7,
    Z: () => offset(ms, zone),
    X: (n) => (n > 2 ? offset(ms, zone).replace(/(\d\d)$/, ':$1') : offset(ms, zone)),
  };
  return pattern.replace(
    /'((?:[^']|'')*)'|([a-zA-Z])\2*/g,
    (found, quoted: string | undefined, letter: string | undefined) => {
      if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
      const field = fields[letter!];
      if (!field) throw new ScriptException(`Utilities.formatDate: the simulator does not know the letter ${letter}`);
      const value = field(found.length);
      return typeof value === 'number' ? String(value).padStart(found.length, '0') : value;
    },
  );
};

interface BlobState {
  readonly bytes: Buffer;
  readonly type: string | null;
  readonly name: string | null;
}

const signed = (bytes: Buffer): number[] => [...new Int8Array(bytes)];
const unsigned = (data: string | readonly number[]): Buffer =>
  typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data.map((one) => one & 0xff));

const Blob: Service<BlobState> = new Service<BlobState>('Blob', {
  getBytes: ['', ({ bytes }) => signed(bytes)],
  getDataAsString: ['| string', ({ bytes }) => bytes.toString('utf8')],
  getContentType: ['', ({ type }) => type],
  getName: ['', ({ name }) => name],
});

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_384: 'sha384',
  SHA_512: 'sha512',
};

/** Bytes are signed, as Java's (reference: Utilities.computeDigest, newBlob). Sleeping costs virtual time only. */
export const Utilities: Service<undefined> = new Service<undefined>(
  'Utilities',
  {
    getUuid: ['', () => randomUUID()],
    formatDate: [
      'date string string',
      (_self, _run, date: Date, zone: string, pattern: string) => formatDate(date.getTime(), zone, pattern),
    ],
    sleep: [
      'int',
      (_self, run, ms: number) => {
        if (ms > 300_000) throw new ScriptException('Sleep time is too long');
        run.pass(ms);
      },
    ],
    computeDigest: [
      'DigestAlgorithm string | DigestAlgorithm string Charset | DigestAlgorithm int[]',
      (_self, run, algorithm: EnumValue, data: string | number[]) => {
        const name = ALGORITHMS[algorithm.toString()];
        if (!name) throw run.breach(`Utilities.computeDigest with ${algorithm} is not simulated`);
        return signed(createHash(name).update(unsigned(data)).digest());
      },
    ],
    base64Encode: [
      'string | string Charset | int[]',
      (_self, _run, data: string | number[]) => unsigned(data).toString('base64'),
    ],
    base64EncodeWebSafe: [
      'string | string Charset | int[]',
      (_self, _run, data: string | number[]) =>
        unsigned(data).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    ],
    base64Decode: ['string | string Charset', (_self, _run, text: string) => signed(Buffer.from(text, 'base64'))],
    newBlob: [
      'string | string string | string string string | int[] | int[] string | int[] string string',
      (_self, run, data: string | number[], type: string | null = null, name: string | null = null) =>
        Blob.of(run, { bytes: unsigned(data), type, name }),
    ],
  },
  { enums: ['DigestAlgorithm', 'Charset'] },
);

export const UTILITY_SERVICES = [Blob];
