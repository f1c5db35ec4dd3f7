/** Where people sign in and where Graph is, without a slash at the end. */
export interface Cloud {
  readonly name: CloudName;
  readonly authority: string;
  readonly graph: string;
  /** Whether it has the Workbook API: https://learn.microsoft.com/graph/deployments */
  readonly workbooks: boolean;
}

export const CLOUD_NAMES = ['global', 'china'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

/** https://learn.microsoft.com/graph/deployments#microsoft-graph-and-graph-explorer-service-root-endpoints */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: 'global',
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    workbooks: true,
  },
  /** Operated by 21Vianet. */
  china: {
    name: 'china',
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    workbooks: false,
  },
};
