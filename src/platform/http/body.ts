import type { FastifyRequest } from 'fastify';
import type { UploadedFile } from './route.ts';

export interface Body {
  fields: Record<string, unknown>;
  files: UploadedFile[];
}

/** The posted fields and files. A file over the limit is cut while it streams in, so that memory stays flat. */
export async function readBody(request: FastifyRequest, upload: number | undefined): Promise<Body> {
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as Record<string, unknown>, files: [] };
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  for await (const part of request.parts({ limits: { fileSize: upload ?? 0 } })) {
    if (part.type === 'field') {
      addField(fields, part.fieldname, part.value);
    } else {
      const bytes = await part.toBuffer();
      if (part.filename || bytes.length > 0) {
        files.push({ field: part.fieldname, filename: part.filename, bytes, truncated: part.file.truncated });
      }
    }
  }
  return { fields, files };
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') return;
  const earlier = Object.hasOwn(fields, name) ? fields[name] : undefined;
  fields[name] = earlier === undefined ? value : Array.isArray(earlier) ? [...earlier, value] : [earlier, value];
}
