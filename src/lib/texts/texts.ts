// The language in force. Another one is another file beside English, named here twice: the bundler takes the second
// for a file of its own, so that what only the pages Method and What is collected say is loaded by these alone.
export * as texts from './english.ts';
export * as documentTexts from './english.ts?documents';
