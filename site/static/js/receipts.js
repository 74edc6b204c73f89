// What follows from a receipt code, as governance/ballots/box/receipts.py and canonical.py work it out.
// Tests hold the two to the same values.
const receipts = (() => {
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const LENGTH = 26;
  const LOCATOR_LENGTH = 32;
  const MOST_VOTES = 20;

  const sha256 = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\n"))));

  const digest = async (...parts) =>
    Array.from(await sha256(...parts), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const spell = (bytes) => {
    let bits = 0n;
    for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
    let text = "";
    for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)];
    return text;
  };

  const ballotCode = async (code, frozenHash, unit) =>
    spell((await sha256("wijkstem ballot code 1", frozenHash, code, String(unit))).slice(0, 16));

  const locator = async (ballot) =>
    (await digest("wijkstem locator 1", ballot)).slice(0, LOCATOR_LENGTH);

  const commitment = (frozenHash, ballot, choice) =>
    digest("wijkstem ballot 1", frozenHash, ballot, choice);

  const boardDigest = (text) => digest("wijkstem board 1", ...(text ? text.split("\n") : []));

  // Python sorts by code point, JavaScript by UTF-16 unit: they differ beyond the first 65,536.
  const byCodePoint = (one, other) => {
    const [a, b] = [Array.from(one), Array.from(other)];
    for (let place = 0; place < Math.min(a.length, b.length); place += 1) {
      if (a[place] !== b[place]) return a[place].codePointAt(0) - b[place].codePointAt(0);
    }
    return a.length - b.length;
  };

  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const keys = Object.keys(value).sort(byCodePoint);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  };

  // As it was typed over: any spaces, small letters, and the letters that are not in the alphabet.
  const read = (typed) =>
    typed.replace(/[\s-]/g, "").toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");

  const isCode = (code) => code.length === LENGTH && [...code].every((one) => ALPHABET.includes(one));

  // The lines of the board on which the ballots of this code stand, and whether all say this choice.
  const find = async (lines, frozenHash, code, choice) => {
    const place = new Map(lines.map((line, index) => [line.slice(0, LOCATOR_LENGTH), index]));
    const found = [];
    let same = true;
    for (let unit = 0; unit < MOST_VOTES; unit += 1) {
      const ballot = await ballotCode(code, frozenHash, unit);
      const index = place.get(await locator(ballot));
      if (index === undefined) break;
      found.push(index + 1);
      const said = await commitment(frozenHash, ballot, choice);
      same = same && lines[index].slice(LOCATOR_LENGTH + 1) === said;
    }
    return { lines: found, same };
  };

  return { ballotCode, boardDigest, byCodePoint, canonical, commitment, find, isCode, locator, read, spell };
})();
