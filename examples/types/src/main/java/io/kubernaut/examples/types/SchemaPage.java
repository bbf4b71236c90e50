package io.kubernaut.examples.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Violation;
import java.util.List;

/** The page of {@code io.kubernaut.types.schema}. */
public final class SchemaPage {

  private static final Codec<Parcel> PARCELS = Codecs.json(Parcel.class);

  private SchemaPage() {}

  /**
   * Reads a parcel and writes it again.
   *
   * @param document JSON
   * @return the same, whatever fields this version does not know
   */
  public static String again(String document) {
    Parcel parcel = PARCELS.read(document.getBytes(UTF_8));
    return new String(PARCELS.write(parcel), UTF_8);
  }

  /**
   * Finds everything that is wrong with a document.
   *
   * @param document JSON
   * @return the problems; none if it is right
   */
  public static List<Violation> problems(String document) {
    try {
      PARCELS.read(document.getBytes(UTF_8));
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.violations();
    }
  }
}
