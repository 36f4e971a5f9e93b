import plugin from "eslint-plugin-import";

// The plugin parses what a program imports, too, and by its own preset knows no JavaScript after 2018.
export default [plugin.flatConfigs.recommended, { linterOptions: { reportUnusedDisableDirectives: "error" } }];
