package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.util.List;

/** Puts writers of our own in place of Jackson's for records and their components. */
final class RecordWriters extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
    if (bean.getBeanClass().isRecord()) {
      properties.replaceAll(each -> component(bean.getBeanClass(), each));
    }
    return properties;
  }

  private static BeanPropertyWriter component(Class<?> type, BeanPropertyWriter property) {
    int index =
        property.getMember() instanceof AnnotatedMethod accessor
            ? Components.of(type).index(accessor.getAnnotated())
            : -1;
    return index < 0 || property.getClass() != BeanPropertyWriter.class
        ? property
        : new ComponentWriter(property, index);
  }

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
    return bean.getBeanClass().isRecord() && serializer.getClass() == BeanSerializer.class
        ? new RecordSerializer((BeanSerializer) serializer)
        : serializer;
  }
}
