package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A safe subset of YAML 1.2; sequences are its documents. */
final class YamlFormat implements Format {

  private static final byte[] START = "---\n".getBytes(StandardCharsets.US_ASCII);

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .stringQuotingChecker(new YamlQuotes())
                  .build())
          .build();

  @Override
  public String mediaType() {
    return "application/yaml";
  }

  @Override
  public JsonParser parser(Schema<?> schema, byte[] document, Limits limits) throws IOException {
    return new TreeTraversingParser(YamlTree.read(document, limits), Mappers.strict());
  }

  @Override
  public byte[] write(Schema<?> schema, ObjectNode tree) throws IOException {
    return MAPPER.writeValueAsBytes(tree);
  }

  @Override
  public Documents split(InputStream sequence, Limits limits) {
    return new YamlDocuments(new Bytes(sequence, limits));
  }

  @Override
  public Sequence join(OutputStream sequence) {
    return document -> {
      sequence.write(START);
      sequence.write(document);
    };
  }
}
