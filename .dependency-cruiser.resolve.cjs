// Tells the fences what `$lib` stands for, in the form that dependency-cruiser reads.
const { resolve } = require('node:path');

module.exports = { resolve: { alias: { $lib: resolve(__dirname, 'src/lib') } } };
