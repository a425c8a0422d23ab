"""Translates a PTX module to C, instruction by instruction: ptx_to_c.py MODULE.ptx MODULE.c COMPUTE_CAPABILITY (90 for 9.0)."""

import re
import sys

from ptx_instructions import C_TYPES, INSTRUCTIONS, bits_of

SPECIAL = {f"%{name}.{axis}": f"{place}[{i}]" for name, place in (
    ("tid", "w->thread"), ("ctaid", "w->block"), ("ntid", "w->threads"), ("nctaid", "w->blocks")) for i, axis in enumerate("xyz")}
ENTRY = re.compile(r"\.visible\s+\.entry\s+(\w+)\s*\(([^)]*)\)\s*\{(.*?)\}\s*(?=\.visible|$)", re.S)
FUNCTION = re.compile(r"\.visible\s+\.func\s*(?:\(([^)]*)\))?\s*(\w+)\s*\(([^)]*)\)\s*(?:;|\{([^{}]*)\})", re.S)
PARAMETER = re.compile(r"\.param\s+(?:\.align\s+(\d+)\s+)?\.([bsuf]\d+)\s+(\w+)(?:\[(\d+)\])?$")
ACCESS = re.compile(r"(ld|st)\.(global|param)(?:\.v([24]))?\.([bsuf]\d+)$")


class Refused(Exception):
    """What the stand-in cannot run, or the assembler of a GPU would refuse."""


def c_float(bits, type_name):
    return f"{type_name}_of({'0x' + bits}{'u' if type_name == 'f32' else 'ull'})"


class Entry:
    def __init__(self, name, parameters, body, capability, result=""):
        self.name, self.capability, self.results = name, capability, self.lay_out(result)[0]
        self.registers, self.statements, self.lines, self.sites = {}, [], [], []
        self.parameters, self.parameter_bytes = self.lay_out(parameters)
        statements = re.split(r";|(?<=:)(?=\s)", body)
        if statements.pop().strip():
            raise Refused(f"{name} ends in the middle of a statement")
        for statement in statements:
            self.parse(" ".join(statement.split()))
        self.loose = self.loose_registers()
        for statement in self.statements:
            self.translate(*statement)

    @staticmethod
    def lay_out(text):
        places, end = {}, 0
        for declaration in filter(None, (part.strip() for part in text.split(","))):
            match = PARAMETER.match(" ".join(declaration.split()))
            if not match:
                raise Refused(f"parameter '{declaration}'")
            size = bits_of(match[2]) // 8 if match[2] != "b8" else 1
            align = int(match[1] or size)
            start = -(-end // align) * align
            end = start + size * int(match[4] or 1)
            places[match[3]] = (start, end)
        return places, end

    def parse(self, text):
        declaration = re.match(r"\.reg \.(\w+) %(\w+)<(\d+)>$", text)
        if declaration:
            for number in range(int(declaration[3])):
                self.registers[f"%{declaration[2]}{number}"] = declaration[1]
            return
        match = re.match(r"(?:@(!?)(%\w+) )?([a-z][\w.]*)(?: (.*))?$|(\w+):$", text)
        if not match:
            raise Refused(f"statement '{text}'")
        self.statements.append((text, match[1], match[2], match[3], match[4] or "", match[5]))

    def translate(self, text, negation, condition, opcode, operands, label):
        self.text = text
        if label:
            self.lines.append(f"{label}:;")
            return
        prefix = f"if ({negation}{self.read(condition, 'pred')}) " if condition else ""
        self.lines.append(f"{prefix}{{ {self.instruction(opcode, operands)} }}")

    def loose_registers(self):
        """
        The float32 registers that only arithmetic writes, or moves from others of them. That a NaN there is NVIDIA's only one need not be
        seen to at each step: it is enough where the bits go elsewhere.
        """
        loose = {name for name, kind in self.registers.items() if kind == "f32"}
        while True:
            spoilt = set()
            for _, _, _, opcode, operands, _ in self.statements:
                known, parts = INSTRUCTIONS.get(opcode), [part.strip() for part in re.split(r"[{},]", operands)]
                moves = opcode in ("mov.f32", "selp.f32") and all(
                    part in loose or re.match(r"0[fF](?![7fF][fF])", part) for part in parts[1:3])
                if opcode and not moves and not (known and known.numeric):
                    spoilt.update(parts if opcode.startswith("ld.") else parts[:1])
            if not spoilt & loose:
                return loose
            loose -= spoilt

    def instruction(self, opcode, operands):
        if opcode == "ret" and not operands:
            return "return;"
        if opcode in ("bra", "bra.uni") and re.match(r"\w+$", operands):
            return f"goto {operands};"
        access = ACCESS.match(opcode)
        if access:
            return self.access(access[1], access[2], int(access[3] or 1), access[4], operands)
        known = INSTRUCTIONS.get(opcode)
        parts = [part.strip() for part in operands.split(",")]
        if not known or len(parts) != len(known.types):
            raise Refused(f"instruction '{self.text}'")
        if known.needs > self.capability:
            raise Refused(f"'{self.text}' needs sm_{known.needs}")
        moves = opcode in ("mov.f32", "selp.f32") and parts[0] in self.loose
        sources = [f"({C_TYPES[kind]}){self.read(part, kind, known.numeric or moves)}" for part, kind in zip(parts[1:], known.types[1:])]
        value = known.expression.format(None, *(f"({source})" for source in sources))
        if known.numeric and known.types[0] == "f32" and parts[0] not in self.loose:
            value = f"number({value})"
        return self.write(parts[0], known.types[0], f"({C_TYPES[known.types[0]]})({value})")

    def access(self, word, space, count, kind, operands):
        """Loads and stores; those to global memory through the check, which gives the host's address of the bytes."""
        match = re.match(r"(.*?), (\[.*\])$" if word == "ld" else r"(\[.*?\]), (.*)$", operands)
        address = match and re.match(r"\[(%?\w+)(?:\+(\d+))?\]$", match[2 if word == "ld" else 1])
        if not address:
            raise Refused(f"instruction '{self.text}'")
        values, base, offset = match[1 if word == "ld" else 2], address[1], int(address[2] or 0)
        if count > 1:
            values = re.match(r"\{(.*)\}$", values)[1]
        registers = [part.strip() for part in values.split(",")]
        size = bits_of(kind) // 8
        if len(registers) != count:
            raise Refused(f"instruction '{self.text}'")
        if word == "st" and space == "param" and base in self.results and count == 1 and offset + size <= self.results[base][1]:
            return self.read(registers[0], kind)
        if space == "param":
            start, end = self.parameters.get(base, (0, 0))
            if word == "st" or count > 1 or start + offset + size > end or offset % size:
                raise Refused(f"instruction '{self.text}'")
            return self.write(registers[0], kind, f"*(const {C_TYPES[kind]} *)(parameters + {start + offset})")
        self.sites.append((size * count, word == "st", self.text))
        place = f"at(w, {len(self.sites) - 1}, {self.read(base, 'u64')} + {offset}, {size * count})"
        pointer = f"{C_TYPES[kind]} *p = ({C_TYPES[kind]} *){place};"
        if word == "ld":
            return pointer + " ".join(self.write(register, kind, f"p[{i}]") for i, register in enumerate(registers))
        return pointer + " ".join(f"p[{i}] = {self.read(register, kind)};" for i, register in enumerate(registers))

    def read(self, operand, kind, any_nan=False):
        """An operand as a C expression of the type, by PTX's rules: sizes are equal, and bits go with everything, floats with floats."""
        if operand in self.registers:
            held = self.held(operand, kind)
            name = f"number({operand[1:]})" if operand in self.loose and not any_nan else operand[1:]
            if held[0] == "f":
                return name if kind[0] == "f" else f"bits_{held}({name})"
            return f"{kind}_of({name})" if kind[0] == "f" else name
        if operand in SPECIAL and kind in ("b32", "u32"):
            return SPECIAL[operand]
        if kind in ("f32", "f64"):
            number = re.match(r"0[fF]([0-9a-fA-F]{8})$|0[dD]([0-9a-fA-F]{16})$", operand)
            if number and bool(number[1]) == (kind == "f32"):
                return c_float(number[1] or number[2], kind)
        elif kind != "pred" and re.match(r"-?(\d+|0[xX][0-9a-fA-F]+)$", operand):
            return operand + ("ull" if bits_of(kind) == 64 else "")
        raise Refused(f"operand '{operand}' as .{kind} in '{self.text}'")

    def write(self, operand, kind, value):
        if operand not in self.registers:
            raise Refused(f"destination '{operand}' in '{self.text}'")
        held = self.held(operand, kind)
        if held[0] == "f" and kind[0] != "f":
            value = f"{held}_of({value})"
        elif kind[0] == "f" and held[0] != "f":
            value = f"bits_{kind}({value})"
        return f"{operand[1:]} = {value};"

    def held(self, register, kind):
        held = self.registers[register]
        if kind == "b8" and held in ("b16", "b32", "b64"):  # There are no registers of 8 bits: loads fill wider ones up with zeros.
            return held
        if bits_of(held) != bits_of(kind) or (held[0] == "f" and kind[0] in "su") or (kind[0] == "f" and held[0] in "su"):
            raise Refused(f"register {register} is .{held} where '{self.text}' takes .{kind}")
        return held

    def c(self):
        variables = "".join(f"    {C_TYPES[kind]} {name[1:]};\n" for name, kind in self.registers.items())
        body = "".join(f"    {line}\n" for line in self.lines)
        sites = "".join('{%d, %d, "%s"}, ' % (size, store, text) for size, store, text in self.sites)
        return (
            f"static void thread_of_{self.name}(struct worker *w, const unsigned char *parameters)\n{{\n{variables}{body}}}\n"
            f"static void block_of_{self.name}(struct worker *w, const unsigned char *parameters)\n{{\n"
            f"    EACH_THREAD(w) thread_of_{self.name}(w, parameters);\n}}\n"
            f"static const struct site sites_of_{self.name}[] = {{{sites}{{0}}}};\n")


def translate(text, capability):
    text = re.sub(r"//[^\n]*", "", text)
    target = re.search(r"^\.target sm_(\d+)\s*$", text, re.M)
    if not target or int(target[1]) > capability:
        raise Refused(f"'{target[0].strip() if target else 'no .target'}' on a GPU of sm_{capability}")
    rest = re.sub(r"^\.(version|target|address_size) .*$", "", text, flags=re.M).strip()
    # Functions are looked at as an assembler would, and left out: nobody calls them, since a call is an instruction that is refused.
    for match in FUNCTION.finditer(rest):
        Entry(match[2], match[3], match[4] or "", int(target[1]), match[1] or "")
    rest = FUNCTION.sub("", rest).strip()
    entries = [Entry(match[1], match[2], match[3], int(target[1])) for match in ENTRY.finditer(rest)]
    rest = ENTRY.sub("", rest).strip()
    if rest or not entries:
        raise Refused(f"'{rest[:80] or 'a module without an entry'}'")
    table = "".join(
        f'    {{"{e.name}", {e.parameter_bytes}, {len(e.sites)}, sites_of_{e.name}, block_of_{e.name}}},\n' for e in entries)
    return '#include "kernel.h"\n' + "".join(e.c() for e in entries) + f"const struct entry entries[] = {{\n{table}    {{0}}}};\n"


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="ascii") as module:
            result = translate(module.read(), int(sys.argv[3]))
        with open(sys.argv[2], "w", encoding="ascii") as output:
            output.write(result)
    except Refused as refused:
        sys.exit(f"PTX refused: {refused}")
