package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.DocumentReader;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes objects of any kind, in JSON and YAML. A kind that is typed in this package
 * comes as its type, any other as {@link OtherObject}; nothing is lost either way.
 *
 * <pre>{@code
 * if (Manifests.yaml(bytes) instanceof Lease lease && lease.isHeld(now)) …
 * for (KubernetesObject object : Manifests.all(stream)) …        // documents between ---
 * }</pre>
 */
public final class Manifests {

  private static final String OWN = "kubernaut.ai/v1alpha1";

  private static final Map<String, Class<? extends KubernetesObject>> TYPES =
      Map.ofEntries(
          Map.entry("v1 Pod", Pod.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("discovery.k8s.io/v1 EndpointSlice", EndpointSlice.class),
          Map.entry("coordination.k8s.io/v1 Lease", Lease.class),
          Map.entry("v1 Event", Event.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("security.istio.io/v1 AuthorizationPolicy", AuthorizationPolicy.class),
          Map.entry("batch/v1 Job", Job.class),
          Map.entry("tekton.dev/v1 PipelineRun", PipelineRun.class),
          Map.entry(OWN + " RemediationRequest", RemediationRequest.class),
          Map.entry(OWN + " SignalProcessing", SignalProcessing.class),
          Map.entry(OWN + " AIAnalysis", AiAnalysis.class),
          Map.entry(OWN + " AgentSession", AgentSession.class),
          Map.entry(OWN + " InvestigationSession", InvestigationSession.class),
          Map.entry(OWN + " RemediationApprovalRequest", RemediationApprovalRequest.class),
          Map.entry(OWN + " WorkflowExecution", WorkflowExecution.class),
          Map.entry(OWN + " EffectivenessAssessment", EffectivenessAssessment.class),
          Map.entry(OWN + " NotificationRequest", NotificationRequest.class),
          Map.entry(OWN + " RemediationWorkflow", RemediationWorkflow.class),
          Map.entry(OWN + " ActionType", ActionType.class),
          Map.entry(OWN + " Kubernaut", KubernautInstallation.class));

  private Manifests() {}

  /**
   * Reads an object from JSON.
   *
   * @param document the object
   * @return the object, as its type
   * @throws InvalidDocumentException if it is no object, or breaks a rule of its type
   */
  public static KubernetesObject json(byte[] document) {
    return Codecs.json(type(Codecs.json(OtherObject.class).read(document))).read(document);
  }

  /**
   * Reads an object from YAML.
   *
   * @param document the object
   * @return the object, as its type
   * @throws InvalidDocumentException if it is no object, or breaks a rule of its type
   */
  public static KubernetesObject yaml(byte[] document) {
    return Codecs.yaml(type(Codecs.yaml(OtherObject.class).read(document))).read(document);
  }

  /**
   * Reads all objects of a YAML stream.
   *
   * @param documents the documents, between {@code ---}; is closed
   * @return the objects, each as its type
   * @throws InvalidDocumentException if one is no object, or breaks a rule of its type
   * @throws IOException if the stream fails
   */
  public static List<KubernetesObject> all(InputStream documents) throws IOException {
    List<KubernetesObject> all = new ArrayList<>();
    Codec<OtherObject> plain = Codecs.json(OtherObject.class);
    try (DocumentReader<OtherObject> reader = Codecs.yaml(OtherObject.class).reader(documents)) {
      while (reader.hasNext()) {
        OtherObject read = reader.next();
        Class<? extends KubernetesObject> type = type(read);
        all.add(type == OtherObject.class ? read : Codecs.json(type).read(plain.write(read)));
      }
    }
    return List.copyOf(all);
  }

  private static Class<? extends KubernetesObject> type(OtherObject object) {
    return TYPES.getOrDefault(object.apiVersion() + " " + object.kind(), OtherObject.class);
  }

  /**
   * Writes an object as JSON.
   *
   * @param object the object
   * @return the document
   * @throws InvalidDocumentException if it breaks a rule of its type
   */
  public static byte[] toJson(KubernetesObject object) {
    return write(Codecs.json(object.getClass()), object);
  }

  /**
   * Writes an object as YAML.
   *
   * @param object the object
   * @return the document
   * @throws InvalidDocumentException if it breaks a rule of its type
   */
  public static byte[] toYaml(KubernetesObject object) {
    return write(Codecs.yaml(object.getClass()), object);
  }

  @SuppressWarnings("unchecked") // The codec is made for the object's own class.
  private static <T> byte[] write(Codec<T> codec, KubernetesObject object) {
    return codec.write((T) object);
  }
}
