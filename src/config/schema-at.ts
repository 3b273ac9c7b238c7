import { z } from 'zod';

/** The schema that stands at a path inside another one, or null where the path leads nowhere. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | null {
  let current: z.ZodType | null = unwrap(schema);
  for (const key of path) {
    current = current && step(current, key);
    if (!current) return null;
  }
  return current;
}

/** The keys a setting may have, for suggestions. */
export function knownKeys(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  return [];
}

function step(schema: z.ZodType, key: PropertyKey): z.ZodType | null {
  if (schema instanceof z.ZodObject) return unwrap(schema.shape[String(key)]);
  if (schema instanceof z.ZodRecord) return unwrap(schema.valueType);
  if (schema instanceof z.ZodArray) return unwrap(schema.element);
  if (schema instanceof z.ZodTuple) return unwrap(schema.def.items[Number(key)]);
  return null;
}

/** Default, optional and nullable only wrap the schema that is meant. */
function unwrap(schema: unknown): z.ZodType | null {
  let current = schema;
  while (current instanceof z.ZodDefault || current instanceof z.ZodOptional || current instanceof z.ZodNullable) {
    current = current.unwrap();
  }
  return current instanceof z.ZodType ? current : null;
}
