import { defineConfig } from 'vite';

/** The explorer page: GraphiQL and the editor's workers, every byte from the hub's own address. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/explorer/',
  build: {
    outDir: '../../../../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
    // The editor alone is larger than the default warning; it is loaded once and kept by the browser.
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries mark files for React's server rendering; here is no such server, and the marks do no harm.
      onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)),
    },
  },
  // The GraphQL worker loads its formatter when first asked, which only module workers can.
  worker: { format: 'es' },
});
