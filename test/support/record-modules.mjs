// Preloaded into a child process (`--import`): writes down every module that is loaded, one URL a line.
import { register } from 'node:module';

register('./record-modules-hooks.mjs', import.meta.url, { data: process.env.LOADED_MODULES_FILE });
