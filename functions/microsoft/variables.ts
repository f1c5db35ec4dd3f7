/** The environment variables by which Baton signs in to Microsoft 365, which all backends there share; sign-in.ts uses them. */
import { w } from '../../sheet-templates/types.ts';
import type { Environment, Variable } from '../backend.ts';
import { CLOUD_NAMES } from './clouds.ts';

const any = () => true;

const VARIABLES = {
  BATON_CLOUD: {
    takes: (text) => CLOUD_NAMES.some((name) => name === text),
    wanted: w(
      'Microsoft 365 的云：global，或世纪互联的 china；不设为 global',
      'the cloud of Microsoft 365: global, or china where 21Vianet operates it; global when absent',
    ),
  },
  BATON_TENANT: {
    takes: any,
    wanted: w(
      'Microsoft 365 租户的 ID 或域名；与 BATON_CLIENT 和一种证明一起设',
      'the tenant of Microsoft 365, its id or a domain of it; together with BATON_CLIENT and one proof',
    ),
  },
  BATON_CLIENT: {
    takes: any,
    wanted: w('在 Microsoft Entra 注册的应用（客户端）ID', 'the (client) id of the app registered in Microsoft Entra'),
  },
  BATON_CLIENT_CERTIFICATE: {
    isSecret: true,
    takes: any,
    wanted: w(
      '应用的证书和私钥：PEM 文本，或含这两者的文件路径。与 BATON_CLIENT_SECRET、BATON_FEDERATED 三者只设其一',
      'the app’s certificate and private key: PEM, or the path of a file with both. Of this, BATON_CLIENT_SECRET and BATON_FEDERATED only one is set',
    ),
  },
  BATON_CLIENT_SECRET: {
    isSecret: true,
    takes: any,
    wanted: w(
      '应用的密钥；与 BATON_CLIENT_CERTIFICATE、BATON_FEDERATED 三者只设其一',
      'the app’s secret; of this, BATON_CLIENT_CERTIFICATE and BATON_FEDERATED only one is set',
    ),
  },
  BATON_FEDERATED: {
    takes: (text) => text === 'google',
    wanted: w(
      '写 google：应用信任运行时的服务账号，不要密钥；与 BATON_CLIENT_CERTIFICATE、BATON_CLIENT_SECRET 三者只设其一',
      'google, where the app trusts the service account this runs as and needs no secret; of this, BATON_CLIENT_CERTIFICATE and BATON_CLIENT_SECRET only one is set',
    ),
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
