/** The colours of everything people see. */
import type { Tone } from './types.ts';

/** The colours of everything people see, sheets and mail alike. Colour only says again what the words say. */
export const PALETTE = {
  ink: '#12324a',
  text: '#1f2933',
  quiet: '#667085',
  rule: '#e4e7ec',
  /** Text of what is over. */
  over: '#8a94a3',
  /** Ground of what Baton fills in. */
  ground: '#f5f6f8',
  white: '#ffffff',
} as const;

/** Text and soft ground of each tone. */
export const TONES: Readonly<Record<Tone, { readonly text: string; readonly ground: string }>> = {
  late: { text: '#b42318', ground: '#fdeceb' },
  soon: { text: '#b54708', ground: '#fdf1e4' },
  ahead: { text: '#175cd3', ground: '#e8f0fc' },
  fine: { text: PALETTE.text, ground: '#dcebe4' },
  quiet: { text: PALETTE.quiet, ground: '#f2f4f7' },
};

/** Tab colours by what a sheet is for, in the order in which work flows. None of them is a tone: a tab says nothing of its rows. */
export const FLOW_COLOURS = {
  ask: PALETTE.ink,
  plan: '#3d6a8a',
  meet: '#5f9ea0',
  decide: '#a58e63',
  look: '#8fb8a8',
  setUp: PALETTE.quiet,
} as const;
