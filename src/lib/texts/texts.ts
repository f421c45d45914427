// The language in force. Another one is another file beside English, named here three times: the bundler takes each
// for a file of its own, so that what only the pages Method and What is collected say is loaded by these alone, and
// what the Share dialog says with that dialog.
export * as texts from './english.ts';
export * as documentTexts from './english.ts?documents';
export * as dialogTexts from './english.ts?dialogs';
