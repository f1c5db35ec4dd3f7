/** `npm run -s sbom`: what runs where Baton runs, as CycloneDX (https://cyclonedx.org/docs/1.6/json/), from the lock file alone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Locked {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

export interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly expression: string }[];
}

/** The packages that are installed without those for development. `npm sbom --omit dev` leaves out most of them (npm 11.19). */
export const componentsIn = (packages: Readonly<Record<string, Locked>>): Component[] => {
  const found = new Map<string, Component>();
  for (const [path, { name: alias, version, integrity, license, dev, link }] of Object.entries(packages)) {
    if (path === '' || dev || link || !version) continue;
    const name = alias ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const [, alg = '', hash = ''] = /^(sha\d+)-(\S+)/.exec(integrity ?? '') ?? [];
    found.set(purl, {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      purl,
      hashes: hash ? [{ alg: alg.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }] : [],
      licenses: license ? [{ expression: license }] : [],
    });
  }
  return [...found.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
};

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** The whole document; the same lock file gives the same bytes. */
export const sbom = (): object => {
  const lock = read('package-lock.json');
  const { name, version, packages } = JSON.parse(lock) as {
    name: string;
    version: string;
    packages: Record<string, Locked>;
  };
  // A UUID of the lock file's hash, so that equal documents have equal names (RFC 9562, version 8).
  const hex = createHash('sha256').update(lock).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name, version } },
    components: componentsIn(packages),
  };
};

if (import.meta.main) console.log(JSON.stringify(sbom(), null, 2));
