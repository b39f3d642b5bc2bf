import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'
import { compressAssets } from './compress-assets.ts'

const root = import.meta.dirname

export default defineConfig(({ mode }) => {
  const { PORT = '3000', WEB_PORT = '5173' } = loadEnv(mode, root, '')
  const server = { target: `http://127.0.0.1:${PORT}`, changeOrigin: false }
  return {
    root,
    plugins: [react(), tailwindcss(), compressAssets(join(root, 'dist'))],
    build: {
      outDir: join(root, 'dist'),
      target: 'es2023',
      reportCompressedSize: false,
      // Read by the measurement of what a visit weighs.
      manifest: true,
      rolldownOptions: {
        output: {
          // What every page needs and rarely changes stays in the browser's cache over releases.
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
              // Small parts that most pages share weigh less together than apart.
              {
                name: 'parts',
                test: /node_modules[\\/](@base-ui|@floating-ui|lucide-react)[\\/]/,
                priority: 5,
                minShareCount: 24,
              },
              {
                name: 'wire',
                test: /node_modules[\\/](@tanstack[\\/](react-router|router-core|history|query-core|react-query|react-store|store)|@trpc)[\\/]/,
                priority: 20,
              },
            ],
          },
        },
      },
    },
    server: {
      port: Number(WEB_PORT),
      strictPort: true,
      proxy: Object.fromEntries(
        ['/api', '/exports', '/imports', '/v1', '/f/', '/t.js', '/docs/api', '/healthz', '/readyz'].map(
          (path) => [path, server],
        ),
      ),
    },
  }
})
