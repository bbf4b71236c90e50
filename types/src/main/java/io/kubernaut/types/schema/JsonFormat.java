package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** JSON (RFC 8259) in UTF-8; sequences are one document a line, or one array. */
final class JsonFormat implements Format {

  private static final JsonFactory STANDARD = Mappers.factory(Limits.standard());

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public JsonParser parser(Schema<?> schema, byte[] document, Limits limits) throws IOException {
    return open(document, limits);
  }

  static JsonParser open(byte[] document, Limits limits) throws IOException {
    Utf8.requireJson(document);
    JsonFactory factory = limits.equals(Limits.standard()) ? STANDARD : Mappers.factory(limits);
    JsonParser parser = factory.createParser(document);
    parser.setCodec(Mappers.strict());
    return parser;
  }

  @Override
  public byte[] write(Schema<?> schema, ObjectNode tree) throws IOException {
    return Mappers.strict().writeValueAsBytes(tree);
  }

  @Override
  public Documents split(InputStream sequence, Limits limits) {
    return new JsonDocuments(new Bytes(sequence, limits));
  }

  @Override
  public Sequence join(OutputStream sequence) {
    return document -> {
      sequence.write(document);
      sequence.write('\n');
    };
  }
}
