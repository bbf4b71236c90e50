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
    JsonParser parser =
        CBORFactory.builder()
            .streamReadConstraints(Mappers.constraints(limits))
            .build()
            .createParser(document);
    parser.setCodec(Mappers.strict());
    return parser;
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
