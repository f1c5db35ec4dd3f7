/** The content security policy that allows a page its style sheet and nothing else. */
import { createHash } from 'node:crypto';
import { REVIEW_STYLE } from './review-style.ts';
import { STYLE } from './style.ts';

/** A page may show its style and nothing else: no script, no picture, nothing from elsewhere, in no frame. */
const policyFor = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const CONTENT_POLICY = policyFor(STYLE);

export const REVIEW_POLICY = policyFor(REVIEW_STYLE);
