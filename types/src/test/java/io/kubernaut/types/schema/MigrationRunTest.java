package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-002")
@Tag("BR-TYPE-005")
class MigrationRunTest {

  @SchemaType(
      name = "crate",
      version = 3,
      migrations = {SidesInsteadOfSize.class, WithUnit.class})
  record Crate(
      int width,
      int height,
      String unit,
      @Nullable String remarks,
      @Extra Map<String, RawJson> extra) {

    Crate {
      extra = Frozen.map(extra);
    }
  }

  /** Version 1 wrote {@code "size":"10x20"}. */
  static final class SidesInsteadOfSize implements Migration {

    @Override
    public int from() {
      return 1;
    }

    @Override
    public void up(ObjectNode document) {
      String[] sides = document.remove("size").textValue().split("x", -1);
      document.put("width", Integer.parseInt(sides[0])).put("height", Integer.parseInt(sides[1]));
    }

    @Override
    public void down(ObjectNode document) {
      JsonNode width = document.remove("width");
      document.put("size", width.intValue() + "x" + document.remove("height").intValue());
    }
  }

  /** Version 2 had centimetres only, and called remarks a note. */
  static final class WithUnit implements Migration {

    @Override
    public int from() {
      return 2;
    }

    @Override
    public void up(ObjectNode document) {
      document.put("unit", "cm");
      if (document.has("note")) {
        document.set("remarks", document.remove("note"));
      }
    }

    @Override
    public void down(ObjectNode document) {
      document.remove("unit");
      if (document.has("remarks")) {
        document.set("note", document.remove("remarks"));
      }
    }
  }

  /** A folder that is a map, and that can fail. */
  private static final class Folder implements DocumentStore {

    private final Map<String, byte[]> documents = new TreeMap<>();
    private int left = Integer.MAX_VALUE;

    @Override
    public Iterable<String> keys() {
      return new ArrayList<>(documents.keySet());
    }

    @Override
    public byte[] read(String key) {
      return documents.get(key).clone();
    }

    @Override
    public void replace(String key, byte[] document) throws IOException {
      if (left-- == 0) {
        throw new IOException("killed");
      }
      documents.put(key, document);
    }

    Map<String, String> texts() {
      Map<String, String> texts = new TreeMap<>();
      documents.forEach((key, document) -> texts.put(key, new String(document, UTF_8)));
      return texts;
    }
  }

  private static final Schema<Crate> CRATES = Schema.of(Crate.class);

  @Test
  void readsTheTwoVersionsBefore() {
    Codec<Crate> codec = Codecs.json(Crate.class).tagged();
    Crate expected = new Crate(10, 20, "cm", "fragile", Map.of("x", RawJson.of("1")));

    assertThat(read(codec, "{'schema':'crate/1','size':'10x20','note':'fragile','x':1}"))
        .isEqualTo(expected);
    assertThat(read(codec, "{'schema':'crate/2','width':10,'height':20,'note':'fragile','x':1}"))
        .isEqualTo(expected);
    assertThat(
            read(
                codec,
                "{'schema':'crate/3','width':10,'height':20,'unit':'cm','remarks':'fragile','x':1}"))
        .isEqualTo(expected);
    assertThatThrownBy(() -> read(codec, "{'schema':'crate/4'}"))
        .hasMessageContaining(
            "/schema = version 4  must be between 1 and 3. It was written by newer code");
  }

  private static Crate read(Codec<Crate> codec, String document) {
    return codec.read(document.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void upThenDownIsTheOriginal() {
    long seed = 3;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String original =
          "{\"schema\":\"crate/1\",\"size\":\"%dx%d\",\"extra%d\":[%d]}"
              .formatted(random.nextInt(99), random.nextInt(99), i, i);
      Migrated up = CRATES.migrations().migrate(original.getBytes(UTF_8), 3);
      Migrated down = CRATES.migrations().migrate(up.document().json().getBytes(UTF_8), 1);

      assertThat(up.losses()).as("seed " + seed).isEmpty();
      assertThat(down.document().node()).as("seed " + seed).isEqualTo(RawJson.of(original).node());
    }
  }

  @Test
  void namesWhatAnOlderVersionCannotSay() {
    byte[] metres =
        "{\"schema\":\"crate/3\",\"width\":1,\"height\":2,\"unit\":\"m\"}".getBytes(UTF_8);

    Migrated down = CRATES.migrations().migrate(metres, 2);

    assertThat(down.document()).hasToString("{\"schema\":\"crate/2\",\"width\":1,\"height\":2}");
    assertThat(down.losses())
        .containsExactly(
            new Violation(
                "/unit", "\"m\"", "cannot be said in version 2", "It would come back as \"cm\"."));
  }

  @Test
  void aDryRunSaysWhatARunWouldDoAndWritesNothing() throws IOException {
    Folder folder = folder();
    Map<String, String> before = folder.texts();

    MigrationReport would = MigrationRun.of(CRATES).dryRun(folder);
    assertThat(folder.texts()).isEqualTo(before);

    MigrationReport did = MigrationRun.of(CRATES).run(folder);
    assertThat(did)
        .isEqualTo(
            new MigrationReport(
                "crate",
                3,
                false,
                would.migrated(),
                would.upToDate(),
                would.losses(),
                would.refused()));
    assertThat(would.toString())
        .startsWith(
            "crate to version 3 (dry run): 6 migrated, 1 up to date, 0 with losses, 2 refused")
        .contains("refused broken: document = {}  cannot be migrated between versions 1 and 2.")
        .contains("refused strange: /schema = \"boat/1\"  must name the type and version");
  }

  @Test
  void leavesDocumentsAloneThatWouldLoseSomethingUnlessLossesAreAccepted() throws IOException {
    Folder folder = new Folder();
    String metres = "{\"schema\":\"crate/3\",\"width\":1,\"height\":2,\"unit\":\"m\"}";
    folder.documents.put("a", metres.getBytes(UTF_8));

    MigrationReport report = MigrationRun.of(CRATES).to(2).run(folder);
    assertThat(report.losses()).containsOnlyKeys("a");
    assertThat(report.isClean()).isFalse();
    assertThat(folder.texts()).containsEntry("a", metres);

    MigrationRun.of(CRATES).to(2).acceptingLosses().run(folder);
    assertThat(folder.texts())
        .containsEntry("a", "{\"schema\":\"crate/2\",\"width\":1,\"height\":2}");
  }

  @Test
  void resumesWhereverItWasInterrupted() throws IOException {
    Folder undisturbed = folder();
    MigrationRun.of(CRATES).run(undisturbed);

    for (int kill = 0; kill < 6; kill++) {
      Folder folder = folder();
      folder.left = kill;
      assertThatThrownBy(() -> MigrationRun.of(CRATES).run(folder)).hasMessage("killed");
      folder.left = Integer.MAX_VALUE;
      MigrationReport rest = MigrationRun.of(CRATES).run(folder);

      assertThat(folder.texts()).isEqualTo(undisturbed.texts());
      assertThat(rest.migrated()).isEqualTo(6 - kill);
      assertThat(rest.upToDate()).isEqualTo(1 + kill);
    }
  }

  @Test
  void refusesAVersionOutOfReach() {
    assertThatThrownBy(() -> MigrationRun.of(CRATES).to(4))
        .hasMessage("Version 4 of crate cannot be reached: there are steps between 1 and 3 only.");
  }

  @SchemaType(name = "gap", version = 3, migrations = WithUnit.class)
  record Gap() {}

  @Test
  void refusesATypeThatForgetsAVersion() {
    assertThatThrownBy(() -> Schema.of(Gap.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is version 3 but has no step from version 1");
  }

  private static Folder folder() {
    Folder folder = new Folder();
    for (String key : List.of("a", "b", "c")) {
      folder.documents.put(key + "1", "{\"schema\":\"crate/1\",\"size\":\"1x2\"}".getBytes(UTF_8));
      folder.documents.put(
          key + "2", "{\"schema\":\"crate/2\",\"width\":1,\"height\":2}".getBytes(UTF_8));
    }
    folder.documents.put(
        "d", "{\"schema\":\"crate/3\",\"width\":1,\"height\":2,\"unit\":\"m\"}".getBytes(UTF_8));
    folder.documents.put("broken", "{\"schema\":\"crate/1\"}".getBytes(UTF_8));
    folder.documents.put("strange", "{\"schema\":\"boat/1\"}".getBytes(UTF_8));
    return folder;
  }
}
