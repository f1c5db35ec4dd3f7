/** The environment variables by which Baton signs in to Microsoft 365, which all backends there share; sign-in.ts uses them. */
import { inAllWays } from '../../core/messages/in-all-ways.ts';
import type { Environment, Variable } from '../backend.ts';
import { CLOUD_NAMES } from './clouds.ts';

const say = inAllWays('microsoft');

const any = () => true;

const VARIABLES = {
  BATON_CLOUD: {
    takes: (text) => CLOUD_NAMES.some((name) => name === text),
    wanted: say.wanted.BATON_CLOUD,
  },
  BATON_TENANT: {
    takes: any,
    wanted: say.wanted.BATON_TENANT,
  },
  BATON_CLIENT: {
    takes: any,
    wanted: say.wanted.BATON_CLIENT,
  },
  BATON_CLIENT_CERTIFICATE: {
    isSecret: true,
    takes: any,
    wanted: say.wanted.BATON_CLIENT_CERTIFICATE,
  },
  BATON_CLIENT_SECRET: {
    isSecret: true,
    takes: any,
    wanted: say.wanted.BATON_CLIENT_SECRET,
  },
  BATON_FEDERATED: {
    takes: (text) => text === 'google',
    wanted: say.wanted.BATON_FEDERATED,
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** Who signs in is both of these, and proves it by one of those. */
const APP = ['BATON_TENANT', 'BATON_CLIENT'] as const;
const PROOFS = ['BATON_CLIENT_CERTIFICATE', 'BATON_CLIENT_SECRET', 'BATON_FEDERATED'] as const;

/** What signing in lacks, once anything is to be done there or any of it is set. */
const amiss = (given: Environment, isUsed: boolean): readonly string[] => {
  const isSet = (name: string) => given[name] !== undefined;
  if (!isUsed && ![...APP, ...PROOFS].some(isSet)) return [];
  const proofs = PROOFS.filter(isSet);
  const [first] = PROOFS;
  return [
    ...APP.filter((name) => !isSet(name)),
    ...(proofs.length === 0 ? [first] : proofs.length === 1 ? [] : proofs),
  ];
};

export const MICROSOFT = { variables: VARIABLES, amiss };
