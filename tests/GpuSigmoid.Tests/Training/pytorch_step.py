"""One step of gradient descent by PyTorch, in float64: python3 pytorch_step.py > pytorch_step.json

The network is 5 - 4 - 3, every layer a sigmoid; the loss is the sum over the rows of half the squared error; the step is 0.5 times the mean
gradient. The numbers that go in are multiples of 1/64, which JSON and float64 hold exactly.
"""

import json

import torch

torch.manual_seed(20)
SIZES = [5, 4, 3]
ROWS, RATE = 7, 0.5


def drawn(*shape):
    return torch.randint(-128, 129, shape).double() / 64


inputs = drawn(ROWS, SIZES[0])
targets = torch.nn.functional.one_hot(torch.randint(0, SIZES[-1], (ROWS,)), SIZES[-1]).double()
weights = [drawn(SIZES[i], SIZES[i + 1]).requires_grad_() for i in range(2)]
biases = [drawn(1, SIZES[i + 1]).requires_grad_() for i in range(2)]
parameters = [weights[0], biases[0], weights[1], biases[1]]
before = [p.detach().flatten().tolist() for p in parameters]

outputs = inputs
for weight, bias in zip(weights, biases):
    outputs = torch.sigmoid(outputs @ weight + bias)
loss = 0.5 * torch.sum((outputs - targets) ** 2)
optimizer = torch.optim.SGD(parameters, lr=RATE / ROWS)
loss.backward()
optimizer.step()

print(json.dumps({
    "madeBy": f"PyTorch {torch.__version__}, pytorch_step.py",
    "sizes": SIZES,
    "rows": ROWS,
    "rate": RATE,
    "inputs": inputs.flatten().tolist(),
    "targets": targets.flatten().tolist(),
    "before": sum(before, []),
    "loss": loss.item(),
    "gradients": sum((p.grad.flatten().tolist() for p in parameters), []),
    "after": sum((p.detach().flatten().tolist() for p in parameters), []),
}, indent=1))
