/** What is used of an optional dependency: where it is not installed, or has no binary for the machine, the types are there all the same. */
declare module '@napi-rs/keyring' {
  export class AsyncEntry {
    constructor(service: string, username: string, options?: { readonly linux?: { readonly store: 'secret-service' } });
    setPassword(password: string): Promise<void>;
    getPassword(): Promise<string | null>;
  }
}
