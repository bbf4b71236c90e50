package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180): a document is a header and one row, a sequence is a header and many.
 *
 * <p>A field that the type declares as text is written as it is; any other field as JSON. An empty
 * cell is a missing field, {@code ""} an empty text. CSV has no kinds, so a column that the type
 * does not know is text.
 */
final class CsvFormat implements Format {

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public JsonParser parser(Schema<?> schema, byte[] document, Limits limits) throws IOException {
    Utf8.require(document);
    List<List<@Nullable String>> rows = CsvRows.read(document, limits);
    if (rows.size() != 2) {
      throw new IOException(
          "a header and one row are one document; there are " + rows.size() + " lines");
    }
    return new TreeTraversingParser(
        tree(schema.columns(), rows.get(0), rows.get(1)), Mappers.strict());
  }

  private static ObjectNode tree(
      CsvColumns columns, List<@Nullable String> header, List<@Nullable String> row)
      throws IOException {
    if (row.size() > header.size()) {
      throw new IOException(
          "the row has " + row.size() + " cells, the header names " + header.size());
    }
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (name == null || !seen.add(name)) {
        throw new IOException("the header names \"" + name + "\" twice, or names nothing");
      }
      String cell = i < row.size() ? row.get(i) : null;
      if (cell != null) {
        tree.set(name, columns.isText(name) ? tree.textNode(cell) : json(cell));
      }
    }
    return tree;
  }

  // A cell that is not JSON is kept as text: the schema then says what it must be.
  private static JsonNode json(String cell) throws IOException {
    try (JsonParser parser = Mappers.strict().createParser(cell)) {
      JsonNode value = Mappers.strict().readTree(new SignedZeros(parser));
      return value == null ? JsonNodeFactory.instance.textNode(cell) : value;
    } catch (JsonProcessingException | NumberFormatException ignored) {
      return JsonNodeFactory.instance.textNode(cell);
    }
  }

  @Override
  public byte[] write(Schema<?> schema, ObjectNode tree) throws IOException {
    CsvColumns columns = schema.columns();
    List<@Nullable String> header = new ArrayList<>(columns.names());
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!columns.names().contains(name)) {
                header.add(name);
              }
            });
    List<@Nullable String> row = new ArrayList<>();
    for (String name : header) {
      JsonNode value = tree.get(name);
      boolean isText = value != null && value.isTextual() && columns.isText(name);
      row.add(value == null ? null : isText ? value.textValue() : value.toString());
    }
    return CsvRows.write(List.of(header, row));
  }

  @Override
  public Documents split(InputStream sequence, Limits limits) throws IOException {
    return new CsvDocuments(new Bytes(sequence, limits));
  }

  @Override
  public Sequence join(OutputStream sequence) {
    return new CsvSequence(sequence);
  }
}
