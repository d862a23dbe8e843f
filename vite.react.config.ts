import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { outputDirectory, PRODUCTION } from './scripts/bundle-settings.js';

/** The window as a React component, for pages that have React already (`kmslab/renderer`). */
export default defineConfig({
  publicDir: false,
  define: PRODUCTION,
  plugins: [react()],
  build: {
    outDir: join(outputDirectory(), 'react'),
    emptyOutDir: true,
    minify: true,
    lib: { entry: 'renderer/embed.tsx', formats: ['es'], fileName: 'index', cssFileName: 'index' },
    rolldownOptions: { external: [/^react($|\/)/, /^react-dom($|\/)/] },
  },
});
