import { createRequire } from 'node:module';
import { join } from 'node:path';
import { home } from '../home.ts';
import { fontFolders } from './fonts.ts';

/** As much of the native compiler as is used here; the package brings no types of its own. */
interface NodeCompiler {
  mapShadow(path: string, content: Buffer): void;
  compile(args: { mainFilePath: string; resetRead: boolean }): CompileResult;
  pdf(document: object, options: { pdfStandard: string }): Buffer;
}

interface CompileResult {
  readonly result: object | null;
  hasError(): boolean;
  takeError(): { readonly shortDiagnostics: readonly { readonly message?: string }[] } | null;
}

interface Typst {
  readonly NodeCompiler: { create(args: { workspace: string; fontArgs: { fontPaths: string[] }[] }): NodeCompiler };
}

/** Thrown with the compiler's own words. */
export class TypesettingError extends Error {
  override readonly name = 'TypesettingError';
}

/** Turns one template and its data into the bytes of a PDF. */
export type Typesetter = (template: string, data: unknown, standard: 'a-2a' | 'ua-1') => Buffer;

/** Loads the compiler (51 MB, so only the press process does). Templates see the checkout's files and nothing else. */
export function createTypesetter(): Typesetter {
  const { NodeCompiler } = loadTypst();
  const compiler = NodeCompiler.create({ workspace: home, fontArgs: [{ fontPaths: fontFolders() }] });
  return (template, data, standard) => {
    // The template is constant and the data comes beside it: a compiler given changing sources was seen to repeat words
    // of the document before.
    compiler.mapShadow(join(home, '.press/data.json'), Buffer.from(JSON.stringify(data)));
    const compiled = compiler.compile({ mainFilePath: join(home, template), resetRead: true });
    if (compiled.hasError() || compiled.result === null) {
      const diagnostics = compiled.takeError()?.shortDiagnostics ?? [];
      throw new TypesettingError(`${template}: ${diagnostics.map(({ message }) => message).join('; ')}`);
    }
    try {
      return compiler.pdf(compiled.result, { pdfStandard: standard });
    } catch (error) {
      throw new TypesettingError(error instanceof Error ? error.message : String(error));
    }
  };
}

function loadTypst(): Typst {
  const name = `@myriaddreamin/typst-ts-node-compiler-linux-${process.arch}-gnu`;
  try {
    return createRequire(import.meta.url)(name) as Typst;
  } catch (error) {
    throw new TypesettingError(`no Typst comes with Polis for ${process.platform}-${process.arch}`, { cause: error });
  }
}
