package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** CBOR (RFC 8949); sequences are RFC 8742. */
final class CborFormat implements Format {

  private static final CBORMapper MAPPER = new CBORMapper();

  @Override
  public String mediaType() {
    return "application/cbor";
  }

  @Override
  public JsonParser parser(Schema<?> schema, byte[] document, Limits limits) throws IOException {
    requireUtf8(document);
    JsonParser parser =
        CBORFactory.builder()
            .streamReadConstraints(Mappers.constraints(limits))
            .build()
            .createParser(document);
    parser.setCodec(Mappers.strict());
    return parser;
  }

  // Items stand one behind the other, however they are nested: texts are found by their heads.
  private static void requireUtf8(byte[] document) throws IOException {
    for (int at = 0; at < document.length; ) {
      int kind = (document[at] & 0xFF) >> 5;
      int information = document[at] & 0x1F;
      int bytes = information < 24 || information > 27 ? 0 : 1 << (information - 24);
      long argument = information < 24 ? information : 0;
      at++;
      for (int end = Math.min(document.length, at + bytes); at < end; at++) {
        argument = (argument << 8) | (document[at] & 0xFF);
      }
      if (kind == 2 || kind == 3) {
        int length = (int) Math.max(0, Math.min(argument, document.length - at));
        Utf8.require(document, at, kind == 3 ? at + length : at);
        at += length;
      }
    }
  }

  @Override
  public byte[] write(Schema<?> schema, ObjectNode tree) throws IOException {
    return MAPPER.writeValueAsBytes(tree);
  }

  @Override
  public Documents split(InputStream sequence, Limits limits) {
    return new CborDocuments(new Bytes(sequence, limits), limits.maxDepth());
  }

  @Override
  public Sequence join(OutputStream sequence) {
    return sequence::write;
  }
}
