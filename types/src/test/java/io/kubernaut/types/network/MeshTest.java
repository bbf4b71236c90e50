package io.kubernaut.types.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.kubernetes.AuthorizationPolicy;
import io.kubernaut.types.kubernetes.Manifests;
import io.kubernaut.types.network.MeshRequest.Http;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-014")
class MeshTest {

  private static final MeshRequest GET =
      new MeshRequest(
          "shop",
          Map.of("app", "orders"),
          8080,
          "cluster.local/ns/front/sa/web",
          "10.1.0.1",
          "2001:db8::1",
          "orders.shop",
          new Http(
              "GET",
              "Orders.Shop",
              "/orders/7/items",
              Map.of("x-tenant", "acme"),
              "https://issuer/ada",
              List.of("orders", "billing"),
              "cli",
              Map.of("groups", List.of("dev", "ops"))));

  private static final MeshRequest TCP =
      new MeshRequest("shop", Map.of("app", "orders"), 8080, null, "10.1.0.1", null, null, null);

  private static AuthorizationPolicy policy(String namespace, String spec) {
    String head =
        "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p, namespace: "
            + namespace
            + "}\nspec: ";
    return (AuthorizationPolicy) Manifests.yaml((head + spec).getBytes(UTF_8));
  }

  private static Verdict verdict(MeshRequest request, AuthorizationPolicy... policies) {
    List<AuthorizationPolicy> again =
        Arrays.stream(policies)
            .map(p -> (AuthorizationPolicy) Manifests.yaml(Manifests.toYaml(p)))
            .toList();
    Verdict verdict = AuthorizationPolicies.of(List.of(policies), "istio-system").evaluate(request);
    assertThat(AuthorizationPolicies.of(again, "istio-system").evaluate(request))
        .isEqualTo(verdict);
    return verdict;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | false",
        "{rules: [{}]} | true",
        "{selector: {matchLabels: {app: other}}} | true",
        "{action: DENY} | true",
        "{action: DENY, rules: [{}]} | false",
        "{action: AUDIT, rules: [{}]} | true",
        "{rules: [{from: [{source: {principals: [cluster.local/ns/front/sa/web]}}]}]} | true",
        "{rules: [{from: [{source: {principals: ['*/sa/web']}}]}]} | true",
        "{rules: [{from: [{source: {principals: ['cluster.local/ns/back/*']}}]}]} | false",
        "{rules: [{from: [{source: {principals: ['*']}}]}]} | true",
        "{rules: [{from: [{source: {notPrincipals: ['*']}}]}]} | false",
        "{rules: [{from: [{source: {namespaces: [front]}}]}]} | true",
        "{rules: [{from: [{source: {namespaces: [front], notNamespaces: [front]}}]}]} | false",
        "{rules: [{from: [{source: {namespaces: [back]}}, {source: {ipBlocks: [10.0.0.0/8]}}]}]} | true",
        "{rules: [{from: [{source: {namespaces: [back], ipBlocks: [10.0.0.0/8]}}]}]} | false",
        "{rules: [{from: [{source: {serviceAccounts: [front/web]}}]}]} | true",
        "{rules: [{from: [{source: {serviceAccounts: [web]}}]}]} | false",
        "{rules: [{from: [{source: {remoteIpBlocks: ['2001:db8::/32']}}]}]} | true",
        "{rules: [{from: [{source: {notRemoteIpBlocks: ['2001:db8::1']}}]}]} | false",
        "{rules: [{from: [{source: {requestPrincipals: ['https://issuer/*']}}]}]} | true",
        "{rules: [{to: [{operation: {methods: [GET, HEAD], paths: ['/orders/*']}}]}]} | true",
        "{rules: [{to: [{operation: {methods: [POST]}}, {operation: {ports: ['8080']}}]}]} | true",
        "{rules: [{to: [{operation: {methods: [GET], notPaths: ['*/items']}}]}]} | false",
        "{rules: [{to: [{operation: {paths: ['/orders/{*}/items']}}]}]} | true",
        "{rules: [{to: [{operation: {paths: ['/{*}/items']}}]}]} | false",
        "{rules: [{to: [{operation: {paths: ['/{**}/items']}}]}]} | true",
        "{rules: [{to: [{operation: {hosts: ['orders.SHOP']}}]}]} | true",
        "{rules: [{when: [{key: 'request.headers[X-Tenant]', values: [acme]}]}]} | true",
        "{rules: [{when: [{key: 'request.auth.claims[groups]', values: [ops]}]}]} | true",
        "{rules: [{when: [{key: 'request.auth.claims[groups]', notValues: [ops]}]}]} | false",
        "{rules: [{when: [{key: request.auth.audiences, values: [billing]}, {key: source.ip, values: [10.1.0.1]}]}]} | true",
        "{rules: [{when: [{key: destination.port, values: ['80']}]}]} | false",
        "{rules: [{when: [{key: connection.sni, values: ['orders.*']}]}]} | true",
        "{rules: [{when: [{key: no.such.attribute, values: ['*']}]}]} | false",
        "{targetRefs: [{kind: Gateway, name: g}]} | true"
      })
  void decidesAsIstioDoes(String spec, boolean allowed) {
    assertThat(verdict(GET, policy("shop", spec)).isAllowed()).isEqualTo(allowed);
  }

  @Test
  void refusesTooMuchRatherThanTooLittleOverTcp() {
    String http = "rules: [{to: [{operation: {ports: ['8080'], methods: [POST]}}]}]}";

    assertThat(verdict(TCP, policy("shop", "{action: ALLOW, " + http)).isAllowed()).isFalse();
    assertThat(verdict(TCP, policy("shop", "{action: DENY, " + http)).isAllowed()).isFalse();
    assertThat(
            verdict(TCP, policy("shop", "{rules: [{to: [{operation: {ports: ['8080']}}]}]}"))
                .isAllowed())
        .isTrue();
    assertThat(
            verdict(TCP, policy("shop", "{rules: [{from: [{source: {notPrincipals: [x]}}]}]}"))
                .isAllowed())
        .isTrue();
  }

  @Test
  void denialBeatsPermission() {
    Verdict verdict =
        verdict(
            GET, policy("shop", "{rules: [{}]}"), policy("shop", "{action: DENY, rules: [{}]}"));
    assertThat(verdict)
        .isEqualTo(new Verdict(Verdict.Effect.DENIED, "a policy denies it", List.of("shop/p")));
  }

  @Test
  void leavesToAProviderWhatIsNotDenied() {
    AuthorizationPolicy custom =
        policy("shop", "{action: CUSTOM, provider: {name: oauth}, rules: [{}]}");

    assertThat(verdict(GET, custom).effect()).isEqualTo(Verdict.Effect.ELSEWHERE);
    assertThat(verdict(GET, custom, policy("shop", "{}")).effect())
        .isEqualTo(Verdict.Effect.DENIED);
  }

  @Test
  void appliesTheRootNamespaceEverywhereAndOthersAtHome() {
    assertThat(verdict(GET, policy("istio-system", "{}")).isAllowed()).isFalse();
    assertThat(verdict(GET, policy("ops", "{}")).isAllowed()).isTrue();
  }
}
