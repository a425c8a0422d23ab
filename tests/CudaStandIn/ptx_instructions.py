"""PTX's instructions as C expressions: what the kernels use and their families. Whatever is not in the table is refused, never guessed."""

INTEGERS = {"16": "uint16_t", "32": "uint32_t", "64": "uint64_t"}
C_TYPES = {"pred": "bool", "f32": "float", "f64": "double", "b8": "uint8_t"}
for _bits, _unsigned in INTEGERS.items():
    C_TYPES["b" + _bits] = C_TYPES["u" + _bits] = _unsigned
    C_TYPES["s" + _bits] = _unsigned[1:]


def bits_of(type_name):
    return 1 if type_name == "pred" else int(type_name[1:])


class Instruction:
    """
    Operand types, the destination's first, the C expression of its value, {1} being the first source, and the least architecture.
    Numeric are those for which a NaN is a NaN, whatever its bits: they ask for no more, and give the one NaN if they give a float32.
    """

    def __init__(self, types, expression, needs, numeric):
        self.types, self.expression, self.needs, self.numeric = types, expression, needs, numeric


def _table():
    table = {}

    def add(opcode, types, expression, needs=0, numeric=False):
        table[opcode] = Instruction(types.split(), expression, needs, numeric)

    for bits in ("16", "32", "64"):
        bit, signed, unsigned = "b" + bits, "s" + bits, "u" + bits
        for word, sign in (("and", "&"), ("or", "|"), ("xor", "^")):
            add(f"{word}.{bit}", f"{bit} {bit} {bit}", f"{{1}} {sign} {{2}}")
        add(f"not.{bit}", f"{bit} {bit}", "~{1}")
        # PTX shifts by all that is too much, C by nothing defined.
        add(f"shl.{bit}", f"{bit} {bit} u32", f"({{2}} < {bits} ? {{1}} << {{2}} : 0)")
        for type_name in (bit, unsigned):
            add(f"shr.{type_name}", f"{type_name} {type_name} u32", f"({{2}} < {bits} ? {{1}} >> {{2}} : 0)")
        add(f"shr.{signed}", f"{signed} {signed} u32", f"{{1}} >> ({{2}} < {bits} ? {{2}} : {bits} - 1)")
        for type_name in (signed, unsigned):
            three = f"{type_name} {type_name} {type_name}"
            for word, sign in (("add", "+"), ("sub", "-"), ("mul.lo", "*")):
                add(f"{word}.{type_name}", three, f"{{1}} {sign} {{2}}")
            add(f"mad.lo.{type_name}", three + " " + type_name, "{1} * {2} + {3}")
            add(f"min.{type_name}", three, "({1} < {2} ? {1} : {2})")
            add(f"max.{type_name}", three, "({1} > {2} ? {1} : {2})")
            add(f"div.{type_name}", three, f"divide_{type_name}({{1}}, {{2}})")
            add(f"rem.{type_name}", three, f"remainder_{type_name}({{1}}, {{2}})")
        for type_name in (signed, unsigned, bit):
            for word, sign in (("eq", "=="), ("ne", "!="), ("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
                if type_name != bit or word in ("eq", "ne"):
                    add(f"setp.{word}.{type_name}", f"pred {type_name} {type_name}", f"{{1}} {sign} {{2}}")
            add(f"selp.{type_name}", f"{type_name} {type_name} {type_name} pred", "({3} ? {1} : {2})")
            add(f"mov.{type_name}", f"{type_name} {type_name}", "{1}")

    for real in ("f32", "f64"):
        two, three = f"{real} {real}", f"{real} {real} {real}"
        for word, sign in (("add", "+"), ("sub", "-"), ("mul", "*"), ("div", "/")):
            add(f"{word}.rn.{real}", three, f"{{1}} {sign} {{2}}", numeric=True)
        add(f"fma.rn.{real}", three + " " + real, f"fma_{real}({{1}}, {{2}}, {{3}})", numeric=True)
        add(f"rcp.rn.{real}", two, "1 / {1}", numeric=True)
        # Ordered comparisons, as C's: false where an operand is NaN.
        for word, sign in (("eq", "=="), ("lt", "<"), ("le", "<="), ("gt", ">"), ("ge", ">=")):
            add(f"setp.{word}.{real}", f"pred {real} {real}", f"{{1}} {sign} {{2}}", numeric=True)
        add(f"selp.{real}", three + " pred", "({3} ? {1} : {2})")
        add(f"mov.{real}", two, "{1}")
    add("min.NaN.f32", "f32 f32 f32", "minimum({1}, {2})", needs=80, numeric=True)
    add("max.NaN.f32", "f32 f32 f32", "maximum({1}, {2})", needs=80, numeric=True)

    for source in ("s16", "u16", "s32", "u32", "s64", "u64"):
        for result in ("s16", "u16", "s32", "u32", "s64", "u64"):
            if source != result:
                add(f"cvt.{result}.{source}", f"{result} {source}", "{1}")
    add("cvt.f64.f32", "f64 f32", "(double){1}")
    add("cvt.rn.f32.f64", "f32 f64", "(float){1}", numeric=True)
    add("cvt.f32.f16", "f32 b16", "from_half({1})", numeric=True)
    add("cvt.rn.f16.f32", "b16 f32", "to_half({1})", numeric=True)
    add("cvt.rn.bf16.f32", "b16 f32", "to_bfloat16({1})", needs=80, numeric=True)
    add("cvta.to.global.u64", "u64 u64", "{1}")
    return table


INSTRUCTIONS = _table()
