package io.kubernaut.types.network;

import io.kubernaut.types.schema.Frozen;
import java.util.List;
import java.util.Map;

/** One end of a connection: a workload of the cluster, or an address outside. */
public sealed interface Party {

  /**
   * Returns the party's addresses.
   *
   * @return blocks of one address
   */
  List<Cidr> addresses();

  /**
   * A pod, with what policies look at.
   *
   * @param namespace its namespace
   * @param namespaceLabels the namespace's labels
   * @param labels its own labels
   * @param addresses its addresses
   * @param ports its named ports
   */
  record Workload(
      String namespace,
      Map<String, String> namespaceLabels,
      Map<String, String> labels,
      List<Cidr> addresses,
      Map<String, Integer> ports)
      implements Party {

    /**
     * Copies the collections.
     *
     * @param namespace its namespace
     * @param namespaceLabels the namespace's labels
     * @param labels its own labels
     * @param addresses its addresses
     * @param ports its named ports
     */
    public Workload {
      namespaceLabels = Frozen.map(namespaceLabels);
      labels = Frozen.map(labels);
      addresses = Frozen.list(addresses);
      ports = Frozen.map(ports);
    }

    /**
     * Returns a workload without addresses and named ports.
     *
     * @param namespace its namespace
     * @param namespaceLabels the namespace's labels
     * @param labels its own labels
     * @return a workload
     */
    public static Workload of(
        String namespace, Map<String, String> namespaceLabels, Map<String, String> labels) {
      return new Workload(namespace, namespaceLabels, labels, List.of(), Map.of());
    }

    @Override
    public String toString() {
      return namespace + labels;
    }
  }

  /**
   * An address that no workload has.
   *
   * @param address a block of one address
   */
  record Outside(Cidr address) implements Party {

    @Override
    public List<Cidr> addresses() {
      return List.of(address);
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }
}
