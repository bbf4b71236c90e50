package io.kubernaut.types.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.money.Budget;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-015")
class HttpTypesTest {

  // RFC 9457, section 3, the first example, and the one in section 3.2.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"https://example.com/probs/out-of-credit\",\"title\":\"You do not have enough"
            + " credit.\",\"detail\":\"Your current balance is 30, but that costs"
            + " 50.\",\"instance\":\"/account/12345/msgs/abc\",\"balance\":30,\"accounts\":[\"/account/12345\",\"/account/67890\"]}",
        "{\"type\":\"https://example.net/validation-error\",\"title\":\"Your request is not"
            + " valid.\",\"errors\":[{\"detail\":\"must be a positive"
            + " integer\",\"pointer\":\"#/age\"}]}",
        "{\"status\":404,\"detail\":\"x\"}",
        "{}"
      })
  void readsAndWritesTheStandardsProblems(String json) {
    Problem problem = Codecs.json(Problem.class).read(json.getBytes(UTF_8));

    assertThat(new String(Codecs.json(Problem.class).write(problem), UTF_8)).isEqualTo(json);
  }

  @Test
  void isAboutBlankUnlessItSaysSo() {
    Problem problem = Problem.of(new HttpStatus(404), "No order 42. Check the number.");

    assertThat(problem.kind()).isEqualTo(URI.create("about:blank"));
    assertThat(problem.title()).isEqualTo("Not Found");
    RoundTrip.inEveryCodec(Problem.class, problem.with("code", RawJson.of("\"no-order\"")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> problem.with("status", RawJson.of("1")))
        .withMessage("Every problem has a member \"status\". Give the extension another name.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"status\":99}", "{\"status\":600}", "{\"status\":\"404\"}", "{\"title\":1}"})
  void refusesOtherProblems(String json) {
    Assertions.assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> Codecs.json(Problem.class).read(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK, true, false, false",
    "204, No Content, true, false, false",
    "304, Not Modified, false, false, false",
    "404, Not Found, false, true, false",
    "422, Unprocessable Content, false, true, false",
    "429, Too Many Requests, false, true, true",
    "499, Status 499, false, true, false",
    "500, Internal Server Error, false, true, true",
    "501, Not Implemented, false, true, false",
    "503, Service Unavailable, false, true, true"
  })
  void knowsStatuses(int code, String reason, boolean success, boolean error, boolean isTransient) {
    HttpStatus status = new HttpStatus(code);
    assertThat(status).hasToString(code + " " + reason);
    assertThat(status.isSuccess()).isEqualTo(success);
    assertThat(status.isError()).isEqualTo(error);
    assertThat(status.isTransient()).isEqualTo(isTransient);
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 600, -1})
  void refusesOtherStatuses(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpStatus(code));
  }

  @ParameterizedTest
  @CsvSource({
    "OK, 0, 200",
    "CANCELLED, 1, 499",
    "UNKNOWN, 2, 500",
    "INVALID_ARGUMENT, 3, 400",
    "DEADLINE_EXCEEDED, 4, 504",
    "NOT_FOUND, 5, 404",
    "ALREADY_EXISTS, 6, 409",
    "PERMISSION_DENIED, 7, 403",
    "RESOURCE_EXHAUSTED, 8, 429",
    "FAILED_PRECONDITION, 9, 400",
    "ABORTED, 10, 409",
    "OUT_OF_RANGE, 11, 400",
    "UNIMPLEMENTED, 12, 501",
    "INTERNAL, 13, 500",
    "UNAVAILABLE, 14, 503",
    "DATA_LOSS, 15, 500",
    "UNAUTHENTICATED, 16, 401"
  })
  void mapsGrpcToHttp(GrpcStatus status, int code, int http) {
    assertThat(status.code()).isEqualTo(code);
    assertThat(GrpcStatus.of(code)).isEqualTo(status);
    assertThat(status.http().code()).isEqualTo(http);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INTERNAL", "401, UNAUTHENTICATED", "403, PERMISSION_DENIED", "404, UNIMPLEMENTED",
    "429, UNAVAILABLE", "502, UNAVAILABLE", "503, UNAVAILABLE", "504, UNAVAILABLE",
    "418, UNKNOWN", "500, UNKNOWN", "200, UNKNOWN"
  })
  void mapsForeignAnswersToGrpc(int http, GrpcStatus status) {
    assertThat(GrpcStatus.ofForeign(new HttpStatus(http))).isEqualTo(status);
    assertThat(GrpcStatus.of(17)).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.of(-1)).isEqualTo(GrpcStatus.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 10, true, next", "90, 10, 10, false, 'first prev'", "95, 10, 5, false, 'first prev'",
    "5, 10, 10, true, 'first prev next'", "100, 10, 0, false, 'first prev'",
        "500, 1, 0, false, 'first prev'"
  })
  void cutsPages(long offset, int limit, int size, boolean hasNext, String relations) {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    Page<Integer> page = new PageRequest(offset, limit).of(all);

    assertThat(page.items()).hasSize(size);
    assertThat(page.total()).isEqualTo(100);
    assertThat(page.hasNext()).isEqualTo(hasNext);
    assertThat(page.links("/all")).extracting(Link::relation).containsExactly(relations.split(" "));
  }

  @Test
  void walksThroughAListPageByPage() {
    List<Integer> all = IntStream.range(0, 25).boxed().toList();
    List<Integer> seen = new java.util.ArrayList<>();
    PageRequest request = new PageRequest(0, 10);
    Page<Integer> page = request.of(all);
    seen.addAll(page.items());
    while (page.hasNext()) {
      request = request.next();
      page = request.of(all);
      seen.addAll(page.items());
    }
    assertThat(seen).isEqualTo(all);
    assertThat(new Page<>(all, 0, 25, null).hasNext()).isTrue();
    assertThat(new Page<>(all, 0, 26, null).hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, 10", "0, 0", "0, 1001"})
  void refusesOtherPages(long offset, int limit) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PageRequest(offset, limit));
  }

  @Test
  void readsAndWritesLinks() {
    String header =
        "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel,"
            + " </TheBook/chapter4> ; rel=next ; title=\"a, \\\"b\\\"; c\"; flag";
    List<Link> links = Link.parse(header);

    assertThat(links).extracting(Link::relation).containsExactly("previous", "next");
    assertThat(links.get(1).target()).isEqualTo(URI.create("/TheBook/chapter4"));
    assertThat(links.get(1).parameters()).isEqualTo(Map.of("title", "a, \"b\"; c", "flag", ""));
    links.forEach(link -> assertThat(Link.parse(link.toString())).containsExactly(link));
    assertThat(Link.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "</a>",
        "</a>; rel",
        "</a>; rel=",
        "</a>; rel=\"\"",
        "</a>; rel=\" \"",
        "</a>; rel; rel=next",
        "</b>; rel=next, </a>; rel",
        "</a; rel=next",
        "</a>; rel=next </b>; rel=prev",
        "< >; rel=x"
      })
  void refusesOtherLinks(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Link.parse(header))
        .withMessageStartingWith("Not a list of links: " + header);
  }

  @Test
  void refusesALinkThatIsNotRelated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Link(URI.create("/a"), " ", Map.of()))
        .withMessage("The link to /a has no relation. Name one, for example \"next\".");
  }

  @Test
  void takesTheFirstRelationOfSeveral() {
    assertThat(Link.parse("</a>; rel=next; rel=prev"))
        .containsExactly(new Link(URI.create("/a"), "next", Map.of()));
  }

  @Test
  void describesAnApiFromCode() {
    OpenApi api =
        OpenApi.builder("Orders", "1.4.0")
            .description("All about orders.")
            .operation(
                "GET",
                "/orders/{id}",
                "readOrder",
                "Reads an order.",
                Map.of("200", "The order.", "404", "None."))
            .operation("DELETE", "/orders/{id}", "dropOrder", "Drops it.", Map.of("204", "Gone."))
            .operation(
                "get", "/orders", "listOrders", "Lists orders.", Map.of("default", "A page."))
            .schema(Schema.of(Budget.class))
            .build();

    assertThat(api.title()).isEqualTo("Orders");
    assertThat(api.version()).isEqualTo("1.4.0");
    assertThat(api.operations())
        .extracting(o -> o.method() + " " + o.path() + " " + o.operationId())
        .containsExactly(
            "get /orders/{id} readOrder",
            "delete /orders/{id} dropOrder",
            "get /orders listOrders");
    OpenApi again = Codecs.yaml(OpenApi.class).read(Codecs.yaml(OpenApi.class).write(api));
    assertThat(again).isEqualTo(api);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OpenApi.builder("t", "1")
                    .operation("get", "/a", "x", "s", Map.of("200", "ok"))
                    .operation("GET", "/a", "y", "s", Map.of("200", "ok")))
        .withMessage("GET /a is described twice. Keep one.");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OpenApi.builder("t", "1")
                    .operation("get", "a", "x", "s", Map.of("200", "ok"))
                    .build())
        .withMessageContaining("must be a path that begins with '/'");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "openapi: 3.0.3 | /openapi",
        "info: {title: t} | /info/version",
        "info: {title: t, version: 1.0.0, more: x} | /info/more",
        "info: {title: t, version: 1.0.0, license: {name: l, identifier: MIT, url: u}} | /info/license/url",
        "paths: {a: {}} | /paths/a",
        "paths: {/a: {get: {responses: {}}}} | /paths/~1a/get/responses",
        "paths: {/a: {get: {responses: {'600': {description: d}}}}} | /paths/~1a/get/responses/600",
        "paths: {/a: {get: {responses: {'200': {}}}}} | /paths/~1a/get/responses/200/description",
        "paths: {/a: {fetch: {}}} | /paths/~1a/fetch",
        "components: {schemas: {'a b': {}}} | /components/schemas/a b",
        "components: {schemas: {a: {type: text}}} | /components/schemas/a/type",
        "components: {schemas: {a: {properties: {b: 1}}}} | /components/schemas/a/properties/b",
        "components: {parameters: {a: {name: n, in: body, schema: {}}}} | /components/parameters/a/in",
        "components: {parameters: {a: {name: n, in: query}}} | /components/parameters/a",
        "components: {parameters: {a: {name: n, in: query, schema: {}, content: {x/y: {}}}}} | /components/parameters/a",
        "components: {parameters: {a: {name: n, in: path, schema: {}}}} | /components/parameters/a/required",
        "components: {parameters: {a: {name: n, in: header, schema: {}, style: form}}} | /components/parameters/a/style",
        "components: {parameters: {a: {name: n, in: header, schema: {}, allowEmptyValue: true}}} | /components/parameters/a/allowEmptyValue",
        "components: {securitySchemes: {a: {type: apiKey, name: n}}} | /components/securitySchemes/a/in",
        "components: {securitySchemes: {a: {type: http, scheme: basic, bearerFormat: jwt}}} | /components/securitySchemes/a/bearerFormat",
        "components: {securitySchemes: {a: {type: oauth2, flows: {implicit: {scopes: {}}}}}} | /components/securitySchemes/a/flows/implicit/authorizationUrl",
        "components: {links: {a: {}}} | /components/links/a",
        "components: {examples: {a: {value: 1, externalValue: x}}} | /components/examples/a/externalValue",
        "components: {headers: {a: {schema: {}, style: form}}} | /components/headers/a/style",
        "tags: [{}] | /tags/0/name",
        "security: [{a: read}] | /security/0/a"
      })
  void saysWhatIsWrongAndWhere(String part, String pointer) {
    String field = part.substring(0, part.indexOf(':'));
    StringBuilder yaml = new StringBuilder(part).append('\n');
    Map.of("openapi", "3.1.0", "info", "{title: t, version: 1.0.0}", "paths", "{}")
        .forEach(
            (name, value) -> yaml.append(name.equals(field) ? "" : name + ": " + value + "\n"));
    InvalidDocumentException refused =
        Assertions.catchThrowableOfType(
            InvalidDocumentException.class,
            () -> Codecs.yaml(OpenApi.class).read(yaml.toString().getBytes(UTF_8)));
    assertThat(refused).as(yaml.toString()).isNotNull();
    assertThat(refused.violations()).extracting(v -> v.pointer()).contains(pointer);
  }
}
