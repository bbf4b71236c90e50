package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.AnyGetterWriter;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record. Jackson asks a record for one component after the other, by reflection, although
 * most components of a large one are not there. Here all are taken out at once.
 */
final class RecordSerializer extends BeanSerializer {

  private static final long serialVersionUID = 1L;
  private static final RawJsonSerializer RAW = new RawJsonSerializer();

  private final transient Components components;

  RecordSerializer(BeanSerializer standard) {
    super(standard);
    this.components = Components.of(standard.handledType());
  }

  @Override
  protected void serializeFields(Object owner, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    @Nullable Object[] values = components.values(owner);
    for (BeanPropertyWriter property : _props) {
      try {
        if (property instanceof ComponentWriter component) {
          component.write(owner, values, to, provider);
        } else if (property instanceof AnyGetterWriter && components.extra() >= 0) {
          extra(values[components.extra()], to, provider);
        } else {
          property.serializeAsField(owner, to, provider);
        }
      } catch (Exception e) {
        wrapAndThrow(provider, e, owner, property.getName());
      }
    }
  }

  private static void extra(@Nullable Object extra, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    if (extra instanceof SmallMap<?, ?> few) {
      for (int i = 0; i < few.size(); i++) {
        field((String) few.key(i), (RawJson) few.value(i), to, provider);
      }
    } else if (extra instanceof Map<?, ?> many) {
      for (Map.Entry<?, ?> each : many.entrySet()) {
        field((String) each.getKey(), (RawJson) each.getValue(), to, provider);
      }
    }
  }

  private static void field(
      String name, RawJson value, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    to.writeFieldName(name);
    RAW.serialize(value, to, provider);
  }
}
