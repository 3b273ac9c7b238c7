import { startBareBolt } from './start-bare-bolt.ts';

await startBareBolt(({ insertThree }) => insertThree);
