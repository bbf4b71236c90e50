package io.kubernaut;

import java.util.Set;
import java.util.TreeSet;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A generic JMX client without a class of ours: reads every attribute of every bean over a real
 * connector. Main class of a virtual machine of its own.
 */
final class JmxReader {

  private JmxReader() {}

  @SuppressWarnings("BanJNDI") // the address is the test's own
  public static void main(String[] arguments) throws Exception {
    if (hasOurClasses()) {
      throw new IllegalStateException("classes of ours are on the class path");
    }
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(arguments[0]))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      Set<ObjectName> names = server.queryNames(new ObjectName("io.kubernaut:*"), null);
      for (ObjectName name : new TreeSet<>(names)) {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
          Object value = server.getAttribute(name, attribute.getName());
          System.out.println(
              name + " " + attribute.getName() + " " + value.getClass().getSimpleName());
        }
      }
    }
  }

  private static boolean hasOurClasses() {
    try {
      Class.forName("io.kubernaut.Kubernaut");
      return true;
    } catch (ClassNotFoundException wanted) {
      return false;
    }
  }
}
