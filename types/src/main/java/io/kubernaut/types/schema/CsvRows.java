package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of cells; a cell is null if nothing at all stands between its commas. */
final class CsvRows {

  private static final ObjectWriter WRITER =
      CsvMapper.builder(CsvFactory.builder().build())
          .enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS)
          .build()
          .writerFor(List.class);

  private CsvRows() {}

  static List<List<@Nullable String>> read(byte[] document, Limits limits) throws IOException {
    CsvMapper mapper =
        CsvMapper.builder(
                CsvFactory.builder().streamReadConstraints(Mappers.constraints(limits)).build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    return mapper
        .readerFor(
            mapper
                .getTypeFactory()
                .constructCollectionType(
                    List.class,
                    mapper.getTypeFactory().constructCollectionType(List.class, String.class)))
        .readValue(document);
  }

  static byte[] write(List<List<@Nullable String>> rows) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (List<@Nullable String> row : rows) {
      out.writeBytes(WRITER.writeValueAsBytes(row));
    }
    return out.toByteArray();
  }
}
