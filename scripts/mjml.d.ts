/** The one function of mjml 5 that the build uses; the package carries no types. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options: { readonly validationLevel: 'strict' },
  ): Promise<{ html: string; errors: readonly { readonly formattedMessage: string }[] }>;
}
