# Reads JSON texts, one a line, and writes what libyaml makes of each: the picture of its first document, null where it is
# refused. test/yaml/tree-picture.ts draws the same of our trees.
require 'json'
require 'psych'

STYLES = {
  Psych::Nodes::Scalar::SINGLE_QUOTED => 'S',
  Psych::Nodes::Scalar::DOUBLE_QUOTED => 'D',
  Psych::Nodes::Scalar::LITERAL => 'L',
  Psych::Nodes::Scalar::FOLDED => 'F'
}.freeze

def properties(node)
  (node.anchor ? "&#{node.anchor} " : '') + (node.tag ? "<#{node.tag}> " : '')
end

def picture(node)
  case node
  when Psych::Nodes::Alias then "*#{node.anchor}"
  when Psych::Nodes::Scalar then properties(node) + STYLES.fetch(node.style, 'P') + JSON.generate(node.value)
  when Psych::Nodes::Sequence
    block = node.style == Psych::Nodes::Sequence::FLOW ? '' : '-'
    "#{properties(node)}#{block}[#{node.children.map { |child| picture(child) }.join(',')}]"
  when Psych::Nodes::Mapping
    block = node.style == Psych::Nodes::Mapping::FLOW ? '' : '-'
    pairs = node.children.each_slice(2).map { |key, value| "#{picture(key)}:#{picture(value)}" }
    "#{properties(node)}#{block}{#{pairs.join(',')}}"
  end
end

$stdout.binmode
warn "libyaml #{Psych::LIBYAML_VERSION}, Psych #{Psych::VERSION}"
$stdin.each_line do |line|
  text = JSON.parse(line)
  begin
    document = Psych.parse(text)
    puts JSON.generate(document ? picture(document.root) : '')
  rescue Psych::SyntaxError
    puts 'null'
  end
end
