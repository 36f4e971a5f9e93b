# frozen_string_literal: true

require 'heffl'

# The generated models have no place for keys that the document doesn't list. This makes one.
module OpenModel
  def additional_properties
    @additional_properties ||= {}
  end

  def to_hash
    super.merge(additional_properties)
  end

  # What reads an answer.
  module Reading
    def build_from_hash(hash)
      model = super
      return if model.nil? # it isn't an object

      extra = hash.reject { |key, _| acceptable_attributes.include?(key.to_sym) }
      model.additional_properties.merge!(extra.transform_keys(&:to_s))
      model
    end
  end

  [Heffl::NewTask, Heffl::HefflTask].each do |model|
    model.prepend(self)
    model.singleton_class.prepend(Reading)
  end
end
