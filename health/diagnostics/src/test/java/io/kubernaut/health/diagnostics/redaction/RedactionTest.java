package io.kubernaut.health.diagnostics.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-HEALTH-006")
class RedactionTest {

  private static final String SECRET = "S3cr3tCanary";
  private final Redaction redaction = Redaction.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=S3cr3tCanary",
        "db.password : S3cr3tCanary",
        "DB_PASSWORD=S3cr3tCanary, next=1",
        "{\"password\":\"S3cr3tCanary\"}",
        "{\"password\": \"a \\\" quote S3cr3tCanary\"}",
        "{\\\"password\\\":\\\"S3cr3tCanary\\\"}",
        "{'api-key': 'S3cr3tCanary'}",
        "apiKey => S3cr3tCanary",
        "<password>S3cr3tCanary</password>",
        "<secret id='1'/> access_key=S3cr3tCanary",
        "{\"tokens\": [\"one\", \"S3cr3tCanary\"]}",
        "{\"credentials\": {\"user\": \"x\", \"value\": \"S3cr3tCanary\"}}",
        "clientSecret=S3cr3tCanary;user=x",
        "--db-password S3cr3tCanary --port 1",
        "-token S3cr3tCanary",
        "GET /orders?access_token=S3cr3tCanary&page=1",
        "jdbc:postgresql://db/orders?user=a&password=S3cr3tCanary",
        "jdbc:sqlserver://db;user=a;password=S3cr3tCanary;encrypt=true",
        "jdbc:oracle:thin:scott/S3cr3tCanary@//db:1521/x",
        "amqp://guest:S3cr3tCanary@broker:5672/",
        "https://user:p@S3cr3tCanary@host/path",
        "Authorization: Bearer S3cr3tCanary",
        "authorization: Digest username=\"a\", response=S3cr3tCanary",
        "Proxy-Authorization=Basic S3cr3tCanary",
        "Cookie: a=b; session=S3cr3tCanary",
        "sent bearer S3cr3tCanary to it",
        "DB_PASS=S3cr3tCanary",
        "smtp.pass=S3cr3tCanary",
        "http_requests_total{token=\"S3cr3tCanary\",code=\"200\"} 1",
        "-----BEGIN PRIVATE KEY-----\nS3cr3tCanary\nabc=\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nS3cr3tCanary and no end",
        "-----BEGIN EC PRIVATE KEY-----\\nS3cr3tCanary\\n-----END EC PRIVATE KEY-----",
        "S3cr3tCanary\nabc=\n-----END ENCRYPTED PRIVATE KEY-----",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.S3cr3tCanary",
        "db.password        = S3cr3tCanary",
        "db.password =                            S3cr3tCanary",
        "--db-password            S3cr3tCanary",
        "Authorization:           Bearer        S3cr3tCanary",
        "Cookie          :          a=b; session=S3cr3tCanary",
        "sent bearer          S3cr3tCanary to it",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"S3cr3tCanary\"}",
        "{\n  \"name\" : \"DB_PASSWORD\",\n  \"value\" : \"S3cr3tCanary\"\n}",
        "<property name=\"password\" value=\"S3cr3tCanary\"/>",
        "<property name='password'>\n  <value>S3cr3tCanary</value>\n</property>",
        "<name>db.password</name>\n    <value>S3cr3tCanary</value>",
        "- name: DB_PASSWORD\n  value: S3cr3tCanary",
        "name: DB_PASSWORD\r\nvalue:     'S3cr3tCanary'",
        "password: |\n  S3cr3tCanary",
        "password: >-\n  first\n\n  S3cr3tCanary\n",
        "  password: |2 # in two lines\r\n    first\r\n    S3cr3tCanary\r\n",
        "name: DB_PASSWORD\nvalue: |\n  first\n  S3cr3tCanary",
        "\"password\": !!binary |\n\tfirst\n\tS3cr3tCanary"
      })
  void takesOutWhatStandsBehindATellingWordOrHasATellingShape(String text) {
    assertThat(redaction.text(text)).doesNotContain(SECRET).contains(Redaction.MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "xoxb-123456789012-abcdefABCDEF",
        "sk_live_0123456789abcdef",
        "AIzaSyA0123456789abcdefghijABCDEFGHIJ01234",
        "hvs.CAESIJ0123456789abcdefghij"
      })
  void takesOutKeysOfWellKnownMakers(String key) {
    assertThat(redaction.text("used " + key + " here")).isEqualTo("used [redacted] here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    at com.example.TokenService.parse(TokenService.java:12)",
        "af_llm_tokens_total{direction=\"in\"} 5",
        "https://host:8443/path?page=1",
        "jdbc:postgresql://db:5432/orders",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "-XX:+UseSerialGC -Xmx1g",
        "\"http-1\" #12 WAITING on java.lang.Object@1b6d3586",
        "user = orders"
      })
  void leavesWhatIsNoSecret(String text) {
    assertThat(redaction.text(text)).isEqualTo(text);
  }

  @Test
  void takesOutABlockUpToTheLineThatIsIndentedLess() {
    assertThat(
            redaction.text("db:\n  password: |\n    one\n\n      two\n    three\n  user: orders\n"))
        .isEqualTo("db:\n  password: [redacted]\n  user: orders\n");
  }

  @Test
  void leavesWhatStandsAroundANamedValue() {
    assertThat(redaction.text("{\"name\":\"DB_PASSWORD\",\"value\":\"x\"},{\"name\":\"USER\"}"))
        .isEqualTo("{\"name\":\"DB_PASSWORD\",\"value\":[redacted]},{\"name\":\"USER\"}");
    assertThat(redaction.text("- name: DB_PASSWORD\n  valueFrom: vault"))
        .isEqualTo("- name: DB_PASSWORD\n  valueFrom: vault");
  }

  @Test
  void takesAKnownSecretOutOfEveryPlace() {
    Redaction knowing =
        redaction.withSecrets(
            redaction.secretsIn(Map.of("DB_PASSWORD", "correct horse", "HOME", "/home/orders")));

    assertThat(knowing.text("thread \"poll correct horse /home/orders\""))
        .isEqualTo("thread \"poll [redacted] /home/orders\"");
  }

  @Test
  void doesNotTakeShortKnownValuesOutOfEveryPlace() {
    assertThat(redaction.withSecrets(Set.of("true", "")).text("it is true"))
        .isEqualTo("it is true");
  }

  @Test
  void hidesValuesOfTellingKeysWhateverTheyLookLike() {
    assertThat(redaction.map(Map.of("db.password", "a b c", "db.user", "orders")))
        .containsExactly(Map.entry("db.password", "[redacted]"), Map.entry("db.user", "orders"));
  }

  @Test
  void takesOutRandomLookingWordsOnlyWhenAsked() {
    String random = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY1";

    assertThat(redaction.text("id " + random)).contains(random);
    assertThat(Redaction.builder().highEntropy().build().text("id " + random + " end"))
        .isEqualTo("id [redacted] end");
  }

  @Test
  void takesWordsAndShapesOfItsUser() {
    Redaction own =
        Redaction.builder().key("Pass-Code").shape(Pattern.compile("CUST-\\d{6}")).build();

    assertThat(own.text("passcode=1234 for CUST-123456"))
        .isEqualTo("passcode=[redacted] for [redacted]");
    assertThat(own.isSensitive("door.pass_code")).isTrue();
  }

  @Test
  void refusesAWordOfOneLetter() {
    assertThatThrownBy(() -> Redaction.builder().key("-x-"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid key word \"-x-\". Give at least 2 letters and digits, for example \"passcode\".");
  }

  @Test
  @Timeout(20)
  void needsLinearTimeOnHostileText() {
    redactAMillionOf(
        "password", "-----BEGIN PRIVATE KEY-----", "a:", "token{", "\"", "eyJ", "-", "/", "[", "A");
  }

  @Test
  @Timeout(20)
  void needsLinearTimeOnHostileBlocksAndNamedValues() {
    redactAMillionOf(
        "password ",
        "password: |\n",
        "password: |\n  x\n",
        "password\",\n",
        "token\"value=",
        "pwd  value");
  }

  private void redactAMillionOf(String... pieces) {
    for (String piece : pieces) {
      redaction.text(piece.repeat(1_000_000 / piece.length()));
    }
  }

  @Test
  void doesNotFailOnRandomText() {
    long seed = 7;
    Random random = new Random(seed);
    String alphabet = "pasword=:\"'\\ \n{}[]<>&;-@/token";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(200, 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
      String once = redaction.text(text.toString());
      assertThat(once).as("seed " + seed).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PWD=/srv/orders", "PWD = /srv/orders", "OLDPWD=/srv/orders", "x PWD=/srv/orders"})
  void aWorkingDirectoryIsNoPassword(String text) {
    assertThat(Redaction.standard().text(text)).isEqualTo(text);
    assertThat(Redaction.standard().value("PWD", "/srv/orders")).isEqualTo("/srv/orders");
    assertThat(Redaction.standard().secretsIn(Map.of("OLDPWD", "/srv/orders"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PWD=S3cr3tCanary",
        "pwd=/S3cr3tCanary",
        "DB_PWD=/S3cr3tCanary",
        "db.PWD=/S3cr3tCanary",
        "DB_OLDPWD=/S3cr3tCanary",
        "PWD: /S3cr3tCanary"
      })
  void whatOnlyLooksLikeAWorkingDirectoryIsTakenOut(String text) {
    assertThat(Redaction.standard().text(text)).doesNotContain("S3cr3tCanary");
    assertThat(Redaction.standard().value("DB_PWD", "/S3cr3tCanary")).isEqualTo(Redaction.MARK);
    assertThat(Redaction.standard().value("PWD", "S3cr3tCanary")).isEqualTo(Redaction.MARK);
  }
}
