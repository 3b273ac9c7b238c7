import { describe, expect, it } from 'vitest';
import {
  blindIndex,
  deriveKey,
  newKey,
  openBytes,
  openJson,
  SealBroken,
  sealBytes,
  sealJson,
} from '../../src/store/seal.ts';

const key = newKey();
const plain = Buffer.from('a story', 'utf8');

describe('sealing', () => {
  it('opens with the same key in the same place, and is different every time', () => {
    const sealed = sealBytes(key, plain, 'case|1|body');
    expect(openBytes(key, sealed, 'case|1|body')).toEqual(plain);
    expect(sealBytes(key, plain, 'case|1|body').equals(sealed)).toBe(false);
    expect(openJson(key, sealJson(key, { what: 'é ✓' }, 'x'), 'x')).toEqual({ what: 'é ✓' });
    expect(openBytes(key, sealBytes(key, Buffer.alloc(0), 'x'), 'x')).toHaveLength(0);
  });

  it('does not open with another key or in another place', () => {
    const sealed = sealBytes(key, plain, 'case|1|body');
    expect(() => openBytes(newKey(), sealed, 'case|1|body')).toThrow(SealBroken);
    expect(() => openBytes(key, sealed, 'case|2|body')).toThrow(SealBroken);
    expect(() => openBytes(key, sealed, 'case|1|entry')).toThrow(SealBroken);
  });

  it('does not open when any byte was changed or cut off, and never says what it was', () => {
    const sealed = sealBytes(key, plain, 'here');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openBytes(key, changed, 'here')).toThrow(SealBroken);
      expect(() => openBytes(key, sealed.subarray(0, at), 'here')).toThrow(SealBroken);
    }
    expect(new SealBroken().message).not.toContain('story');
  });
});

describe('the blind index', () => {
  const index = (value: string, by = key) => blindIndex(by, value).toString('hex');

  it.each([
    ['Zoë O’Shea', 'zoë o’shea', 'case'],
    ['Zoë', 'Zoe\u0308', 'how an accent is encoded'],
    ['Robin Invented', '  Robin \t Invented ', 'spaces around and between'],
    ['Robin Invented', 'Robin\u00a0Invented', 'the kind of space'],
    ['Robin', 'Ｒｏｂｉｎ', 'the width of letters'],
  ])('finds %s and %s as the same, whatever %s', (one, other) => {
    expect(index(one)).toBe(index(other));
  });

  it('tells different names apart, and cannot be made without the key', () => {
    expect(index('Robin A')).not.toBe(index('Robin B'));
    expect(index('Zoë')).not.toBe(index('Zoe'));
    expect(index('Robin')).not.toBe(index('Robin', newKey()));
    expect(index('Robin')).toHaveLength(32);
  });

  it('has a key of its own for each purpose', () => {
    expect(deriveKey(key, 'pupil-index').equals(deriveKey(key, 'other'))).toBe(false);
    expect(deriveKey(key, 'pupil-index').equals(key)).toBe(false);
  });
});
