// The language in force. Another one is another file beside English, named here.
export * as texts from './english.ts';
