package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads streams of 100 MB in a virtual machine of 64 MB, and says how that went. */
final class SmallHeap {

  private static final int STREAM = 100 << 20;

  static final List<String> EXPECTED =
      List.of(
          "JSON: all read",
          "JSON array: all read",
          "YAML: all read",
          "CSV: all read",
          "CBOR: all read",
          "JSON document: refused",
          "JSON text without end: refused",
          "YAML document: refused",
          "CSV row: refused",
          "CBOR text: refused",
          "JSON depth: refused");

  private SmallHeap() {}

  public static void main(String[] args) throws Exception {
    Parcel parcel =
        new Parcel(
            "p",
            1,
            1,
            true,
            "n".repeat(40),
            null,
            java.time.Instant.EPOCH,
            null,
            null,
            List.of(),
            java.util.Set.of(),
            java.util.Map.of(),
            null,
            List.of(),
            java.util.Map.of("later", RawJson.of("\"" + "x".repeat(20_000) + "\"")));
    String json = new String(Codecs.json(Parcel.class).write(parcel), UTF_8);
    String csv = new String(Codecs.csv(Parcel.class).write(parcel), UTF_8);
    int header = csv.indexOf('\n') + 1;
    all("JSON", Codecs::json, "", json);
    all("JSON array", Codecs::json, "[" + json, "," + json);
    all(
        "YAML",
        Codecs::yaml,
        "",
        "---\n" + new String(Codecs.yaml(Parcel.class).write(parcel), UTF_8));
    all("CSV", Codecs::csv, csv.substring(0, header), csv.substring(header));
    all("CBOR", Codecs::cbor, new byte[0], Codecs.cbor(Parcel.class).write(parcel));
    refused("JSON document", Codecs.json(Parcel.class), "{\"later\":[\"", "x\",\"");
    refused("JSON text without end", Codecs.json(Parcel.class), "\"", "x");
    refused("YAML document", Codecs.yaml(Parcel.class), "later:\n", "- x\n");
    refused("CSV row", Codecs.csv(Parcel.class), "id\n\"", "x");
    refused("CBOR text", Codecs.cbor(Parcel.class), "z\u007F\u007F\u007F\u007F", "x");
    refused("JSON depth", Codecs.json(Parcel.class), "", "[");
  }

  private static void all(
      String name, Function<Class<Parcel>, Codec<Parcel>> format, String start, String each)
      throws Exception {
    all(name, format, start.getBytes(UTF_8), each.getBytes(UTF_8));
  }

  private static void all(
      String name, Function<Class<Parcel>, Codec<Parcel>> format, byte[] start, byte[] each)
      throws Exception {
    int count = STREAM / each.length;
    byte[] end = start.length > 0 && start[0] == '[' ? new byte[] {']'} : new byte[0];
    int more = start.length > 1 && start[0] == '[' ? 1 : 0;
    int read = 0;
    try (DocumentReader<Parcel> reader =
        format.apply(Parcel.class).reader(new Repeated(start, each, count, end))) {
      while (reader.hasNext()) {
        Objects.requireNonNull(reader.next());
        read++;
      }
    }
    System.out.println(
        name + (read == count + more ? ": all read" : ": read " + read + " of " + count));
  }

  private static void refused(String name, Codec<Parcel> codec, String start, String each)
      throws Exception {
    int count = STREAM / each.length();
    byte[] first = start.getBytes(UTF_8);
    byte[] then = each.getBytes(UTF_8);
    String said = "read";
    try {
      codec.read(new Repeated(first, then, count, new byte[0]));
    } catch (InvalidDocumentException e) {
      said = "refused";
    }
    try (DocumentReader<Parcel> reader =
        codec.reader(new Repeated(first, then, count, new byte[0]))) {
      reader.next();
      said = "read as a sequence";
    } catch (InvalidDocumentException ignored) {
      // As it should.
    }
    System.out.println(name + ": " + said);
  }

  /** A stream of the same bytes again and again. */
  private static final class Repeated extends InputStream {

    private final byte[] start;
    private final byte[] each;
    private final byte[] end;
    private byte[] current;
    private int at;
    private int left;
    private boolean isEnded;

    Repeated(byte[] start, byte[] each, int count, byte[] end) {
      this.start = start;
      this.each = each;
      this.end = end;
      this.left = count;
      this.current = start;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int done = 0;
      while (done < length && advance()) {
        int part = Math.min(length - done, current.length - at);
        System.arraycopy(current, at, into, offset + done, part);
        at += part;
        done += part;
      }
      return done == 0 && length > 0 ? -1 : done;
    }

    private boolean advance() {
      while (at == current.length) {
        if (left > 0) {
          left--;
          current = each;
        } else if (!isEnded) {
          isEnded = true;
          current = end;
        } else {
          return false;
        }
        at = 0;
      }
      return start != null;
    }
  }
}
