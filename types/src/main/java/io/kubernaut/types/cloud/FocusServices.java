package io.kubernaut.types.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What services are for: the categories of FOCUS 1.2 and their subcategories. */
final class FocusServices {

  private static final Map<String, List<String>> SUBCATEGORIES =
      Map.ofEntries(
          Map.entry(
              "AI and Machine Learning",
              List.of(
                  "AI Platforms",
                  "Bots",
                  "Generative AI",
                  "Machine Learning",
                  "Natural Language Processing")),
          Map.entry(
              "Analytics",
              List.of(
                  "Analytics Platforms",
                  "Business Intelligence",
                  "Data Processing",
                  "Search",
                  "Streaming Analytics")),
          Map.entry("Business Applications", List.of("Productivity and Collaboration")),
          Map.entry(
              "Compute",
              List.of(
                  "Containers",
                  "End User Computing",
                  "Quantum Compute",
                  "Serverless Compute",
                  "Virtual Machines")),
          Map.entry(
              "Databases",
              List.of(
                  "Caching",
                  "Data Warehouses",
                  "Ledger Databases",
                  "NoSQL Databases",
                  "Relational Databases",
                  "Time Series Databases")),
          Map.entry(
              "Developer Tools",
              List.of(
                  "Developer Platforms",
                  "Continuous Integration and Deployment",
                  "Development Environments",
                  "Source Code Management",
                  "Quality Assurance")),
          Map.entry("Identity", List.of("Identity and Access Management")),
          Map.entry(
              "Integration", List.of("API Management", "Messaging", "Workflow Orchestration")),
          Map.entry("Internet of Things", List.of("IoT Analytics", "IoT Platforms")),
          Map.entry(
              "Management and Governance",
              List.of(
                  "Architecture",
                  "Compliance",
                  "Cost Management",
                  "Data Governance",
                  "Disaster Recovery",
                  "Endpoint Management",
                  "Observability",
                  "Support")),
          Map.entry(
              "Media", List.of("Content Creation", "Gaming", "Media Streaming", "Mixed Reality")),
          Map.entry("Migration", List.of("Data Migration", "Resource Migration")),
          Map.entry("Mobile", List.of()),
          Map.entry("Multicloud", List.of("Multicloud Integration")),
          Map.entry(
              "Networking",
              List.of(
                  "Application Networking",
                  "Content Delivery",
                  "Network Connectivity",
                  "Network Infrastructure",
                  "Network Routing",
                  "Network Security")),
          Map.entry(
              "Security",
              List.of(
                  "Secret Management",
                  "Security Posture Management",
                  "Threat Detection and Response")),
          Map.entry(
              "Storage",
              List.of(
                  "Backup Storage",
                  "Block Storage",
                  "File Storage",
                  "Object Storage",
                  "Storage Platforms")),
          Map.entry("Web", List.of("Application Platforms")),
          Map.entry("Other", List.of()));

  private FocusServices() {}

  /** Returns the categories, in no order. */
  static Set<String> categories() {
    return SUBCATEGORIES.keySet();
  }

  /** Tells whether a category has a subcategory; each has one called {@code Other (category)}. */
  static boolean has(String category, String subcategory) {
    return SUBCATEGORIES.getOrDefault(category, List.of()).contains(subcategory)
        || (categories().contains(category) && subcategory.equals("Other (" + category + ")"));
  }
}
